import type { FaceGallery, PictureSource } from '../../index.ts';
import { announce } from '../announcer.ts';
import { html } from '../dom.ts';
import type { EngineHost } from '../engine-host.ts';
import { createPictureInput } from '../picture-input.ts';
import { explain } from '../plain-words.ts';
import type { DemoTab } from '../tabs.ts';
import { createCandidatesView } from './candidates-view.ts';
import { DEMO_GALLERY } from './demo-gallery.ts';
import { createKeepingView } from './keeping-view.ts';
import { createPeopleView } from './people-view.ts';
import type { OpenGallery } from './portrait.ts';

/** People kept on this device: enrol them, recognise them, take them along, erase them. */
export const galleryTab: DemoTab = { id: 'gallery', label: 'Gallery', mount };

function mount(panel: HTMLElement, host: EngineHost): void {
  const message = html('p', { class: 'gallery-message', role: 'status' });
  let opened: { engine: unknown; gallery: Promise<FaceGallery<PictureSource>> } | undefined;
  const open: OpenGallery = async () => {
    const engine = await host.engine;
    // A new engine, after a failure, opens its own.
    if (opened?.engine !== engine) opened = { engine, gallery: engine.gallery(DEMO_GALLERY) };
    return opened.gallery;
  };

  /** Runs what a person asked for and says how it ended; then shows who is there now. */
  async function act(work: (gallery: FaceGallery<PictureSource>) => Promise<string>): Promise<void> {
    message.textContent = 'Working …';
    panel.setAttribute('aria-busy', 'true');
    try {
      message.textContent = await work(await open());
    } catch (error) {
      opened = undefined;
      const { title, advice, detail } = explain(error);
      message.textContent = [`${title}.`, advice, detail].filter(Boolean).join(' ');
    }
    panel.removeAttribute('aria-busy');
    announce(message.textContent);
    await people.refresh().catch(() => undefined);
  }

  const people = createPeopleView(open, (id) =>
    act(async (gallery) => {
      await gallery.remove(id);
      return `${id} was removed.`;
    }),
  );
  const candidates = createCandidatesView();
  const keeping = createKeepingView(host, act);

  panel.append(
    html(
      'div',
      { class: 'intro' },
      html('h1', {}, 'Who is this?'),
      html(
        'p',
        {},
        'Enrol people once and recognise them later. They are kept encrypted, on this device only.',
      ),
    ),
    html(
      'div',
      { class: 'gallery-columns' },
      enrolment(act),
      html('div', {}, identification(act, candidates), candidates.root),
    ),
    message,
    people.root,
    keeping,
  );
  people.refresh().catch(() => undefined);
}

type Act = (work: (gallery: FaceGallery<PictureSource>) => Promise<string>) => Promise<void>;

function enrolment(act: Act): HTMLElement {
  const name = html('input', { type: 'text', autocomplete: 'off', maxlength: 100 });
  const keep = html('input', { type: 'checkbox' });
  const root = html('section', { class: 'gallery-card', 'aria-labelledby': 'enrol-title' });
  const onPictures = async (files: readonly File[]) => {
    const id = name.value.trim();
    if (id === '') return missName(name);
    await act(async (gallery) => {
      let templates = 0;
      for (const file of files) {
        ({ templates } = await gallery.enroll(id, file, { keepPicture: keep.checked }));
      }
      name.value = '';
      return `${id} is enrolled with ${templates === 1 ? 'one picture' : `${templates} pictures`}.`;
    });
  };
  const input = createPictureInput('Picture to enrol', root, { onPictures, onNoFile: () => undefined });
  root.append(
    html('h2', { id: 'enrol-title' }, 'Enrol'),
    html('label', { class: 'gallery-field' }, html('span', {}, 'Name'), name),
    html(
      'label',
      { class: 'gallery-check' },
      keep,
      html('span', {}, 'Keep the picture as well. Tick it only if the person agrees.'),
    ),
    html('div', { class: 'gallery-actions' }, ...input.controls),
  );
  return root;
}

function missName(name: HTMLInputElement): void {
  announce('Give a name first.');
  name.setCustomValidity('Give a name first.');
  name.reportValidity();
  name.addEventListener('input', () => name.setCustomValidity(''), { once: true });
}

function identification(act: Act, candidates: ReturnType<typeof createCandidatesView>): HTMLElement {
  const root = html('section', { class: 'gallery-card', 'aria-labelledby': 'identify-title' });
  const onPictures = ([file]: readonly [File, ...File[]]) =>
    act(async (gallery) => {
      const begun = performance.now();
      const { results } = await gallery.identify(file, { topK: 3 });
      await candidates.show(results, gallery, performance.now() - begun);
      const [best] = results;
      if (!best) return 'Nobody is enrolled yet.';
      if (best.decision === 'approved') return `This is ${best.id}.`;
      return best.decision === 'operator_required' ? `Perhaps ${best.id}.` : 'Nobody who is enrolled.';
    });
  const input = createPictureInput('Picture to identify', root, { onPictures, onNoFile: () => undefined });
  root.append(
    html('h2', { id: 'identify-title' }, 'Identify'),
    html('p', {}, 'Choose a photo of one person, or drop it here.'),
    html('div', { class: 'gallery-actions' }, ...input.controls),
  );
  return root;
}
