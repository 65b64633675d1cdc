import { announce } from '../announcer.ts';
import { html } from '../dom.ts';
import type { EngineHost } from '../engine-host.ts';
import { createPictureInput, type PictureTaker } from '../picture-input.ts';
import type { Act } from './act.ts';

/** Enrols a person by a name and one picture or more, in whichever order they are given. */
export function createEnrolmentView(host: EngineHost, act: Act): PictureTaker {
  const name = html('input', { type: 'text', autocomplete: 'off', maxlength: 100 });
  const keep = html('input', { type: 'checkbox' });
  const enrol = html('button', { type: 'button', class: 'button button-primary' }, 'Enrol');
  const waiting = html(
    'div',
    { class: 'gallery-waiting', hidden: true },
    html('p', {}, 'The picture is there. Who is it? Give a name.'),
    enrol,
  );
  const root = html('section', { class: 'gallery-card', 'aria-labelledby': 'enrol-title' });
  let chosen: readonly File[] = [];

  const take = async (): Promise<void> => {
    const [id, files] = [name.value.trim(), chosen];
    if (files.length === 0) return;
    if (id === '') {
      waiting.hidden = false;
      announce('The picture is there. Give a name.');
      name.focus();
      return;
    }
    chosen = [];
    waiting.hidden = true;
    await act(async (gallery) => {
      let templates = 0;
      for (const file of files) {
        ({ templates } = await gallery.enroll(id, file, { keepPicture: keep.checked }));
      }
      name.value = '';
      return {
        words: `${id} is enrolled with ${templates === 1 ? 'one picture' : `${templates} pictures`}.`,
      };
    });
  };
  const use = (files: readonly File[]) => {
    chosen = files;
    void take();
  };
  const input = createPictureInput(host, 'Picture to enrol', root, {
    onPictures: use,
    onNoFile: () => undefined,
  });
  enrol.addEventListener('click', () => void take());
  name.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') void take();
  });
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
    waiting,
  );
  return { root, use };
}
