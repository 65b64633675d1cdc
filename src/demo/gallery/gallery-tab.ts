import type { Decision, FaceGallery, PictureSource } from '../../index.ts';
import { ask } from '../ask.ts';
import { html } from '../dom.ts';
import type { EngineHost } from '../engine-host.ts';
import { createPictureInput, type PictureTaker, watchPaste } from '../picture-input.ts';
import type { DemoTab } from '../tabs.ts';
import type { Act } from './act.ts';
import { createCandidatesView } from './candidates-view.ts';
import { DEMO_GALLERY } from './demo-gallery.ts';
import { createEnrolmentView } from './enrolment-view.ts';
import { createKeepingView } from './keeping-view.ts';
import { createMessageView } from './message-view.ts';
import { createPeopleView } from './people-view.ts';
import type { OpenGallery } from './portrait.ts';

/** People kept on this device: enrol them, recognise them, take them along, erase them. */
export const galleryTab: DemoTab = { id: 'gallery', label: 'Gallery', mount };

function mount(panel: HTMLElement, host: EngineHost): void {
  const message = createMessageView();
  let opened: { engine: unknown; gallery: Promise<FaceGallery<PictureSource>> } | undefined;
  const open: OpenGallery = async () => {
    const engine = await host.engine;
    // A new engine, after a failure, opens its own.
    if (opened?.engine !== engine) opened = { engine, gallery: engine.gallery(DEMO_GALLERY) };
    return opened.gallery;
  };

  /** Then shows who is there now. */
  const act: Act = async (work) => {
    candidates.clear();
    message.showWork();
    panel.setAttribute('aria-busy', 'true');
    try {
      const outcome = await work(await open());
      message.showOutcome(outcome, (undo) => void act(async () => ({ words: await undo() })));
    } catch (error) {
      opened = undefined;
      message.showFailure(error);
    }
    panel.removeAttribute('aria-busy');
    await people.refresh().catch(() => undefined);
  };

  const people = createPeopleView(open, async (id) => {
    const isSure = await ask(`Remove ${id}?`, 'Their templates and pictures are deleted.', 'Remove');
    if (!isSure) return;
    await act(async (gallery) => {
      const before = await gallery.export();
      await gallery.remove(id);
      return { words: `${id} was removed.`, undo: () => bringBack(open, before) };
    });
  });
  const candidates = createCandidatesView();
  const keeping = createKeepingView(host, act, (before) => bringBack(open, before));

  const enrolment = createEnrolmentView(host, act);
  const identify = identification(host, act, candidates);
  // What is pasted is enrolled if the person is at it, else identified.
  watchPaste(panel, (files) =>
    (enrolment.root.contains(document.activeElement) ? enrolment : identify).use(files),
  );

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
    html('div', { class: 'gallery-columns' }, enrolment.root, identify.root),
    message.root,
    candidates.root,
    people.root,
    keeping,
  );
  people.refresh().catch(() => undefined);
}

/** Brings back whom a file has and the gallery has no more. */
async function bringBack(open: OpenGallery, before: Blob): Promise<string> {
  const { added } = await (await open()).import(before);
  return added === 1 ? 'One person is back.' : `${added} people are back.`;
}

const ANSWERS: Record<Decision, (id: string) => string> = {
  approved: (id) => `This is ${id}.`,
  operator_required: (id) => `Perhaps ${id}. A person should look.`,
  declined: () => 'Nobody who is enrolled.',
};

function identification(
  host: EngineHost,
  act: Act,
  candidates: ReturnType<typeof createCandidatesView>,
): PictureTaker {
  const root = html('section', { class: 'gallery-card', 'aria-labelledby': 'identify-title' });
  const use = ([file]: readonly [File, ...File[]]) =>
    act(async (gallery) => {
      const begun = performance.now();
      const { results } = await gallery.identify(file, { topK: 3 });
      await candidates.show(results, gallery, performance.now() - begun);
      const [best] = results;
      if (!best) return { words: 'Nobody is enrolled yet.' };
      const { id, decision } = best;
      return { words: ANSWERS[decision](id), decision };
    });
  const input = createPictureInput(host, 'Picture to identify', root, {
    onPictures: use,
    onNoFile: () => undefined,
  });
  root.append(
    html('h2', { id: 'identify-title' }, 'Identify'),
    html('p', {}, 'Choose a photo of one person, or drop or paste it here.'),
    html('div', { class: 'gallery-actions' }, ...input.controls),
  );
  return { root, use };
}
