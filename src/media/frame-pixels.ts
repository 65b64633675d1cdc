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

/** Every bit of a pixel's last byte, in the order of bytes that all browsers' machines have. */
const ALPHA = 0xff000000;

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

/** The pixels of a frame of video that holds them, if none is translucent; else undefined, as above. */
export async function opaquePixels(
  frame: VideoFrame,
  byCanvas: (bitmap: ImageBitmap) => UnscaledPixels,
): Promise<UnscaledPixels | undefined> {
  const order = ORDERS[frame.format?.replace('A', 'X') ?? ''];
  isExact ??= copiesExactly(byCanvas);
  if (!order || !(await isExact)) return undefined;
  const pixels = await pixelsOf(frame, order);
  if (!pixels || !frame.format?.includes('A') || isOpaque(pixels.bytes, frame)) return pixels;
  pixels.release();
  return undefined;
}

async function copied(bitmap: ImageBitmap): Promise<UnscaledPixels | undefined> {
  const { width, height } = bitmap;
  const frame = new VideoFrame(bitmap, { timestamp: 0, alpha: 'discard' });
  try {
    const order = ORDERS[frame.format ?? ''];
    const { codedWidth, codedHeight } = frame;
    return order && codedWidth === width && codedHeight === height ? await pixelsOf(frame, order) : undefined;
  } finally {
    frame.close();
  }
}

/** What the frame shows of its pixels. */
async function pixelsOf(frame: VideoFrame, order: ChannelOrder): Promise<UnscaledPixels | undefined> {
  const { width, height } = frame.visibleRect ?? { width: 0, height: 0 };
  const { bytes, release } = takeMemory(4 * width * height);
  try {
    await frame.copyTo(bytes, { layout: [{ offset: 0, stride: 4 * width }] });
    return { bytes, order, release };
  } catch {
    release();
    return undefined;
  }
}

function isOpaque(bytes: UnscaledPixels['bytes'], { visibleRect }: VideoFrame): boolean {
  const { width, height } = visibleRect ?? { width: 0, height: 0 };
  const whole = new Uint32Array(bytes.buffer, bytes.byteOffset, width * height);
  let all = ALPHA;
  for (let at = 0; at < whole.length; at++) all &= whole[at] as number;
  return all >>> 24 === 255;
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
