import { ApiLiteError, type FaceEngine } from '../../../src/index.ts';
import { growBox } from '../../../src/vision/grow-box.ts';

/**
 * The part of a picture that is so many times as large as its largest face, about it; at the picture's edge as much as
 * there is. Videos and archives, and pictures in which no face is found, stay as they are.
 */
export async function croppedToFace(engine: FaceEngine, medium: Blob, times: number): Promise<Blob> {
  const [face] = await engine.faces(medium).catch(unlessUnreadable);
  if (!face) return medium;
  const picture = await createImageBitmap(medium);
  const { x, y, width, height } = growBox(face.box, times);
  const left = Math.max(0, Math.round(x));
  const top = Math.max(0, Math.round(y));
  const canvas = new OffscreenCanvas(
    Math.min(picture.width, Math.round(x + width)) - left,
    Math.min(picture.height, Math.round(y + height)) - top,
  );
  canvas.getContext('2d')?.drawImage(picture, -left, -top);
  picture.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

/** A video is no picture with faces. */
function unlessUnreadable(error: unknown): [] {
  if (error instanceof ApiLiteError && error.reason === 'unreadable-picture') return [];
  throw error;
}
