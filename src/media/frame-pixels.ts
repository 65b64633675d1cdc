import type { ChannelOrder } from './scaling/kernel.ts';
import { takeMemory } from './spare-memory.ts';

/** All pixels of a picture: four bytes each, of which the last means nothing. */
export interface UnscaledPixels {
  bytes: Uint8Array | Uint8ClampedArray;
  order: ChannelOrder;
  /** Gives the memory back: the bytes are another picture's then. Once. */
  release(): void;
}

/** Layouts of frames' pixels that are read, and which colour comes first in each. */
const ORDERS: Partial<Record<string, UnscaledPixels['order']>> = { RGBX: 'rgb', BGRX: 'bgr' };

/** Whether this browser's frames give the pixels that its canvases give; told by the first one. */
let isExact: Promise<boolean> | undefined;

/**
 * The pixels of a bitmap by way of a video frame, which copies them to memory that is used again: new memory, as canvases
 * give it, costs several times the copying.
 *
 * @param byCanvas What to compare a small bitmap's pixels with, once.
 * @returns Undefined if this browser does not do so.
 */
export async function framePixels(
  bitmap: ImageBitmap,
  byCanvas: (bitmap: ImageBitmap) => UnscaledPixels,
): Promise<UnscaledPixels | undefined> {
  if (typeof VideoFrame === 'undefined') return undefined;
  isExact ??= copiesExactly(byCanvas);
  return (await isExact) ? copied(bitmap) : undefined;
}

async function copied(bitmap: ImageBitmap): Promise<UnscaledPixels | undefined> {
  const { width, height } = bitmap;
  const frame = new VideoFrame(bitmap, { timestamp: 0, alpha: 'discard' });
  const { bytes, release } = takeMemory(4 * width * height);
  try {
    const order = ORDERS[frame.format ?? ''];
    const { codedWidth, codedHeight } = frame;
    if (!order || codedWidth !== width || codedHeight !== height) return undefined;
    await frame.copyTo(bytes, { layout: [{ offset: 0, stride: 4 * width }] });
    return { bytes, order, release };
  } catch {
    return undefined;
  } finally {
    frame.close();
  }
}

/** An opaque pixel and a translucent one: what is translucent lies on black. */
const TRIED = [200, 100, 50, 255, 200, 100, 50, 128];

async function copiesExactly(byCanvas: (bitmap: ImageBitmap) => UnscaledPixels): Promise<boolean> {
  const bitmap = await createImageBitmap(new ImageData(new Uint8ClampedArray(TRIED), 2, 1));
  const pixels = await copied(bitmap).catch(() => undefined);
  const expected = byCanvas(bitmap);
  bitmap.close();
  if (!pixels) return false;
  const isSame = [0, 1, 2, 4, 5, 6].every((at) => {
    const from = pixels.order === 'bgr' ? at + 2 - 2 * (at % 4) : at;
    return pixels.bytes[from] === expected.bytes[at];
  });
  pixels.release();
  return isSame;
}
