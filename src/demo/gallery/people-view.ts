import { html } from '../dom.ts';
import { createPortrait, type OpenGallery } from './portrait.ts';

/** People shown at most: this is a demo, not an office. */
const MAX_SHOWN = 100;

/** Everyone who is enrolled. */
export function createPeopleView(open: OpenGallery, onRemove: (id: string) => void) {
  const title = html('h2', { id: 'people-title' }, 'Nobody is enrolled yet');
  const hint = html('p', { class: 'gallery-note' }, 'Give a name above and choose a photo of the person.');
  const list = html('ul', { class: 'gallery-list gallery-people' });
  return {
    root: html('section', { class: 'gallery-section', 'aria-labelledby': 'people-title' }, title, hint, list),
    async refresh(): Promise<void> {
      const gallery = await open();
      const { people, total } = await gallery.list({ limit: MAX_SHOWN });
      const rows = people.map(async ({ id, templates }) => {
        const remove = html(
          'button',
          { type: 'button', class: 'button button-quiet', 'aria-label': `Remove ${id}` },
          'Remove',
        );
        remove.addEventListener('click', () => onRemove(id));
        const count = templates.length === 1 ? 'one picture' : `${templates.length} pictures`;
        return html(
          'li',
          { class: 'gallery-row' },
          await createPortrait(gallery, id),
          html('span', { class: 'gallery-name' }, id, html('small', {}, count)),
          remove,
        );
      });
      list.replaceChildren(...(await Promise.all(rows)));
      hint.hidden = total > 0;
      title.textContent = total === 0 ? 'Nobody is enrolled yet' : `Enrolled: ${total}`;
    },
  };
}
