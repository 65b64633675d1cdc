import type { FaceGallery, PictureSource } from '../../index.ts';
import { html } from '../dom.ts';
import { readForDisplay } from '../shown-picture.ts';

/** Opens the demo's gallery; the same one each time. */
export type OpenGallery = () => Promise<FaceGallery<PictureSource>>;

/** Pixels of a portrait's side: twice what it takes on the page. */
const SIDE = 96;

/** The picture kept of a person, cut square; their initial if none was kept. */
export async function createPortrait(gallery: FaceGallery<PictureSource>, id: string): Promise<HTMLElement> {
  const picture = await gallery.picture(id);
  const shown = picture && (await readForDisplay(picture).catch(() => undefined));
  if (!shown) return html('span', { class: 'gallery-portrait', 'aria-hidden': 'true' }, [...id][0] ?? '');
  const canvas = html('canvas', {
    class: 'gallery-portrait',
    width: SIDE,
    height: SIDE,
    'aria-hidden': 'true',
  });
  const side = Math.min(shown.canvas.width, shown.canvas.height);
  const left = (shown.canvas.width - side) / 2;
  const top = (shown.canvas.height - side) / 2;
  canvas.getContext('2d')?.drawImage(shown.canvas, left, top, side, side, 0, 0, SIDE, SIDE);
  return canvas;
}
