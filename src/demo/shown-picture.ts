import { checkHeader } from '../media/open-picture.ts';

/** Longest side, in pixels, of the copy the page shows: sharp on a phone, light in memory. */
const SHOWN_SIDE = 1600;

/** A picture as the page shows it. */
export interface ShownPicture {
  /** Holds the upright picture, scaled down where it is large. */
  canvas: HTMLCanvasElement;
  /** Size of the upright picture itself: faces come in these pixels. */
  width: number;
  height: number;
}

/**
 * Decodes a picture for display, by canvas so that the page's policy needs no `blob:` addresses.
 *
 * @throws Where the browser can't decode it.
 */
export async function readForDisplay(file: Blob): Promise<ShownPicture> {
  const bitmap = await decode(file);
  const { width, height } = bitmap;
  const scale = Math.min(1, SHOWN_SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas to draw on');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return { canvas, width, height };
}

/** The engine reads a JPEG that lacks only its end marker, so the page shows it as well. */
async function decode(file: Blob): Promise<ImageBitmap> {
  await checkHeader(file); // a picture beyond the limits must not fill the page's memory
  try {
    return await createImageBitmap(file);
  } catch {
    return await createImageBitmap(new Blob([file, Uint8Array.of(0xff, 0xd9)]));
  }
}
