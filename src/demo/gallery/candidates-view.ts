import type { Candidate, FaceGallery, PictureSource } from '../../index.ts';
import { html } from '../dom.ts';
import { formatMilliseconds, formatScore } from '../format.ts';
import { createPortrait } from './portrait.ts';

/** The best matches of an identification. */
export function createCandidatesView() {
  const list = html('ol', { class: 'gallery-list', 'aria-label': 'Best matches' });
  const time = html('p', { class: 'gallery-note' });
  const root = html('div', { class: 'gallery-section', hidden: true }, list, time);
  return {
    root,
    clear(): void {
      root.hidden = true;
    },
    async show(
      candidates: readonly Candidate[],
      gallery: FaceGallery<PictureSource>,
      milliseconds: number,
    ): Promise<void> {
      const rows = candidates.map(async ({ id, score, decision }) =>
        html(
          'li',
          { class: 'gallery-row', 'data-decision': decision },
          await createPortrait(gallery, id),
          html('span', { class: 'gallery-name' }, id),
          html('span', { class: 'gallery-score' }, formatScore(score)),
        ),
      );
      list.replaceChildren(...(await Promise.all(rows)));
      time.textContent = `Found in ${formatMilliseconds(milliseconds)}, the picture’s own reading included.`;
      root.hidden = candidates.length === 0;
    },
  };
}
