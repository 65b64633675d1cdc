import { imageSize } from 'image-size';

/** Longest side, in pixels, of the copy the page shows: sharp on a phone, light in memory. */
const SHOWN_SIDE = 1600;

/** Beyond these the engine refuses a picture, and the page must not fill its memory with it. */
const MAX_BYTES = 50_000_000;
const MAX_PIXELS = 200_000_000;

/** A picture as the page shows it. */
export interface ShownPicture {
  /** Holds the upright picture, scaled down if it is large. */
  canvas: HTMLCanvasElement;
  /** Size of the upright picture itself: faces come in these pixels. */
  width: number;
  height: number;
}

/**
 * Decodes a picture for display, by canvas so that the page's policy needs no `blob:` addresses.
 *
 * @throws {Error} if it is too large, or the browser can't decode it.
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
  await checkSize(file);
  try {
    return await createImageBitmap(file);
  } catch {
    return await createImageBitmap(new Blob([file, Uint8Array.of(0xff, 0xd9)]));
  }
}

/** Reads the picture's header only: a small file may hold a picture of a gigabyte. */
async function checkSize(file: Blob): Promise<void> {
  if (file.size > MAX_BYTES) throw new Error('The file is too large to show');
  const { width, height } = imageSize(new Uint8Array(await file.arrayBuffer()));
  if (width * height > MAX_PIXELS) throw new Error('The picture is too large to show');
}
