import { canvasContext } from './canvas.ts';
import { wholeOf } from './geometry.ts';
import type { Picture } from './picture.ts';

/** Little enough loss to look at a face closely, at a fifth of the size of the best quality. */
const DEFAULT_QUALITY = 0.92;

/** The whole picture as a JPEG, upright. @param quality 0 to 1. */
export async function encodeJpeg(
  picture: Picture | ImageBitmap,
  quality: number = DEFAULT_QUALITY,
): Promise<Blob> {
  const { width, height } = picture;
  const context = canvasContext(width, height);
  if (picture instanceof ImageBitmap) {
    context.drawImage(picture, 0, 0);
  } else {
    const pixels = context.createImageData(width, height);
    pixels.data.set(picture.read(wholeOf(picture), width, height).data);
    context.putImageData(pixels, 0, 0);
  }
  return context.canvas.convertToBlob({ type: 'image/jpeg', quality });
}
