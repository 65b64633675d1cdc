import { canvasContext } from './canvas.ts';
import { framePixels, opaquePixels, type UnscaledPixels } from './frame-pixels.ts';
import type { PixelRows } from './scaling/scaled-rows.ts';

/** All pixels of a bitmap, on black. Frames do not show what the browser mirrored; canvases do. */
export async function takePixels(bitmap: ImageBitmap, isAsStored: boolean): Promise<UnscaledPixels> {
  const byFrame = isAsStored ? await framePixels(bitmap, canvasPixels) : undefined;
  return byFrame ?? canvasPixels(bitmap);
}

/** The pixels of a frame of video; undefined if it is to be drawn. */
export function takeFramePixels(frame: VideoFrame): Promise<UnscaledPixels | undefined> {
  return opaquePixels(frame, canvasPixels);
}

/** Pixels that are drawn and read at a time. */
const BAND_PIXELS = 1 << 17;

function canvasPixels(bitmap: ImageBitmap): UnscaledPixels {
  const { width, height } = bitmap;
  const bytes = new Uint8ClampedArray(4 * width * height);
  const band = Math.max(1, Math.floor(BAND_PIXELS / width));
  for (let first = 0; first < height; first += band) {
    const rows = Math.min(band, height - first);
    const context = sharedContext(width, rows);
    context.drawImage(bitmap, 0, first, width, rows, 0, 0, width, rows);
    bytes.set(context.getImageData(0, 0, width, rows).data, 4 * first * width);
  }
  return { bytes, order: 'rgb', release: () => undefined };
}

/** The rows of pixels that were taken. */
export function rowsOfPixels({ bytes, order }: UnscaledPixels, width: number, thinning: number): PixelRows {
  const whole = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const middle = (thinning - 1) / 2;
  return {
    order,
    write({ buffer }, rows, column, count, address) {
      const target = new Uint32Array(buffer, address);
      for (const [index, row] of rows.entries()) {
        const begin = (row * thinning + middle) * width + column * thinning + middle;
        const to = index * count;
        if (thinning === 1) target.set(whole.subarray(begin, begin + count), to);
        else for (let at = 0; at < count; at++) target[to + at] = whole[begin + at * thinning] as number;
      }
    },
  };
}

/**
 * The rows of a bitmap, RGBA on black. Thinned, they are every third (fifth, …) pixel of every third row, from the middle
 * of the first three on: drawn unsmoothed, that is exact in every browser.
 */
export function rowsOfBitmap(bitmap: ImageBitmap, thinning: number): PixelRows {
  return {
    order: 'rgb',
    write({ buffer }, rows, column, width, address) {
      const context = sharedContext(width, rows.length);
      for (const { first, at, count } of runsOf(rows)) {
        const [x, y] = [column * thinning, first * thinning];
        context.drawImage(bitmap, x, y, width * thinning, count * thinning, 0, at, width, count);
      }
      new Uint8Array(buffer, address).set(context.getImageData(0, 0, width, rows.length).data);
    },
  };
}

/** Rows that follow one another, and where they begin in the list. */
function* runsOf(rows: Int32Array): Generator<{ first: number; at: number; count: number }> {
  for (let at = 0, end = 1; at < rows.length; at = end++) {
    while (end < rows.length && rows[end] === (rows[end - 1] as number) + 1) end++;
    yield { first: rows[at] as number, at, count: end - at };
  }
}

/** The canvas is not larger than this for long, in pixels: a wide part and a high one have no use for both. */
const MAX_CANVAS_PIXELS = 1 << 20;

let context: OffscreenCanvasRenderingContext2D | undefined;

/** One canvas serves every picture: reads are synchronous, so no two share it at a time. */
function sharedContext(width: number, height: number): OffscreenCanvasRenderingContext2D {
  // Kept in main memory: pixels are read back at once, and a GPU canvas would stall for it.
  context ??= canvasContext(1, 1, { willReadFrequently: true, alpha: false });
  const { canvas } = context;
  if (canvas.width < width || canvas.height < height) {
    const [widest, highest] = [Math.max(canvas.width, width), Math.max(canvas.height, height)];
    const isLarge = widest * highest > MAX_CANVAS_PIXELS;
    canvas.width = isLarge ? width : widest;
    canvas.height = isLarge ? height : highest;
  }
  context.imageSmoothingEnabled = false;
  // What is translucent lies on black, not on what was drawn before.
  context.fillStyle = 'black';
  context.fillRect(0, 0, width, height);
  return context;
}
