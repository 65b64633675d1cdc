import type { Box } from '../../src/media/geometry.ts';
import { growBox } from '../../src/vision/grow-box.ts';

export { hasShared } from './provided.ts';

/** The one person who is in two samples: boxes about the face, in pixels of the picture. */
export const SAME_PERSON = {
  sample1: { x: 1460, y: 213, width: 235, height: 224 },
  sample3: { x: 1071, y: 209, width: 231, height: 292 },
} as const satisfies Record<string, Box>;

async function fetchPicture(path: string): Promise<Blob> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`No test picture at ${path}: ${response.status}`);
  return response.blob();
}

/** One of the group photos of @vladmandic/face-api, JPEG. */
export function samplePicture(number: 1 | 2 | 3 | 4 | 5 | 6): Promise<Blob> {
  return fetchPicture(`/test-data/samples/sample${number}.jpg`);
}

/** A file of `../shared`, e.g. `faces/lfw-dev/Abba_Eban/Abba_Eban_0001.jpg`; see {@link hasShared}. */
export function sharedPicture(path: string): Promise<Blob> {
  return fetchPicture(`/test-data/shared/${path}`);
}

/** The head of {@link SAME_PERSON} in sample1, in an encoding of `encoded-pictures.ts`. */
export function encodedPicture(name: string): Promise<Blob> {
  return fetchPicture(`/test-data/encoded/${name}`);
}

/** Head and shoulders of the one person who is in two samples. */
export async function samePerson(): Promise<[Blob, Blob]> {
  return await Promise.all([
    cropPicture(await samplePicture(1), growBox(SAME_PERSON.sample1, 1.6)),
    cropPicture(await samplePicture(3), growBox(SAME_PERSON.sample3, 1.6)),
  ]);
}

/** Head and shoulders of somebody else, from sample2. */
export async function otherPerson(): Promise<Blob> {
  return await cropPicture(
    await samplePicture(2),
    growBox({ x: 1442, y: 157, width: 205, height: 234 }, 1.6),
  );
}

/** A picture painted on a canvas of its own, as PNG. */
export async function paintPicture(
  width: number,
  height: number,
  paint: (context: OffscreenCanvasRenderingContext2D) => void | Promise<void>,
  type = 'image/png',
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  context.fillStyle = 'slategrey';
  context.fillRect(0, 0, width, height);
  await paint(context);
  return await canvas.convertToBlob({ type });
}

/**
 * The part of a picture inside a box, encoded anew. What reaches over the edge is left out.
 *
 * @param options.type MIME type of the result, JPEG by default; `options.quality` 0 to 1.
 */
export async function cropPicture(
  picture: Blob,
  box: Box,
  { type = 'image/jpeg', quality = 0.95 }: { type?: string; quality?: number } = {},
): Promise<Blob> {
  const whole = await createImageBitmap(picture);
  const left = Math.max(0, Math.round(box.x));
  const top = Math.max(0, Math.round(box.y));
  const width = Math.min(whole.width, Math.round(box.x + box.width)) - left;
  const height = Math.min(whole.height, Math.round(box.y + box.height)) - top;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  context.drawImage(whole, left, top, width, height, 0, 0, width, height);
  whole.close();
  return canvas.convertToBlob({ type, quality });
}
