import { clamp } from '../../common/clamp.ts';
import type { Box } from '../geometry.ts';
import type { Pixels, Sampling } from '../picture.ts';
import { axisTaps, insideOf, type SampleRange } from './axis-taps.ts';
import { Places } from './kernel.ts';
import { type PixelRows, ScaledRows } from './scaled-rows.ts';
import { threadKernel } from './thread-kernel.ts';

/** What is copied into the kernel's memory at a time, in bytes: it stays in the processor's cache. */
const BAND_BYTES = 1 << 19;

/**
 * So many pixels each way, at the least, are looked at for each that is made: of what is scaled down further not all are
 * needed, and a canvas takes long to give them back.
 */
const LEAST_LOOKED_AT = 2;

/** No fewer than every fifth each way: drawn by every seventh, Firefox 153 takes some of their neighbours. */
const MAX_THINNING = 5;

/** Black and opaque, in the byte order of all that browsers run on. */
const BLACK = 0xff000000;

/**
 * A part of a picture, scaled in whole numbers: the same bytes in every browser. What lies outside the picture is black.
 *
 * @param rowsFor Where its pixels come from. Thinned, so many count as one each way, the one in their middle: columns and
 * rows are numbered so.
 */
export function readScaled(
  picture: { width: number; height: number },
  region: Box,
  width: number,
  height: number,
  sampling: Sampling,
  rowsFor: (thinning: number) => PixelRows,
): Pixels {
  const pixels = { data: new Uint8ClampedArray(4 * width * height), width, height };
  const across = { start: region.x, length: region.width, whole: picture.width };
  const down = { start: region.y, length: region.height, whole: picture.height };
  const columns = insideOf(across, width);
  const rows = insideOf(down, height);
  const count = (columns.to - columns.from) * (rows.to - rows.from);
  if (count !== width * height) new Uint32Array(pixels.data.buffer).fill(BLACK);
  if (!(count > 0)) return pixels;
  const scale = Math.min(region.width / width, region.height / height);
  const most = Math.min(scale / LEAST_LOOKED_AT, MAX_THINNING, picture.width, picture.height);
  const thinning = sampling === 'smooth' ? oddUpTo(most) : 1;
  const source = new ScaledRows(
    rowsFor(thinning),
    axisTaps(across, width, columns, thinning, sampling),
    axisTaps(down, height, rows, thinning, sampling),
  );
  makeRows(source, columns, rows, pixels);
  return pixels;
}

/** Of an odd number of pixels there is a middle one. */
function oddUpTo(most: number): number {
  return Math.max(1, 2 * Math.floor((most - 1) / 2) + 1);
}

function makeRows(
  source: ScaledRows,
  columns: SampleRange,
  rows: SampleRange,
  { data, width }: Pixels,
): void {
  const kernel = threadKernel();
  const count = columns.to - columns.from;
  const rowCount = rows.to - rows.from;
  const bandRows = clamp(Math.floor(BAND_BYTES / source.bytesPerRow), 1, rowCount);
  const places = new Places();
  source.place(places, bandRows);
  const made = places.take(bandRows * 4 * count);
  kernel.grow(places.size);
  source.writeTables(kernel);
  for (let first = 0; first < rowCount; first += bandRows) {
    const end = Math.min(first + bandRows, rowCount);
    source.load(kernel, first, end);
    for (let row = first; row < end; row++) {
      source.make(kernel, row, count, made + (row - first) * 4 * count);
    }
    const bytes = new Uint8Array(kernel.buffer, made, (end - first) * 4 * count);
    copyInto(data, bytes, width, count, columns.from, rows.from + first);
  }
}

/** Copies rows of `count` pixels into a picture of `width`, from a column and a row on. */
function copyInto(
  data: Uint8ClampedArray,
  rows: Uint8Array,
  width: number,
  count: number,
  column: number,
  row: number,
): void {
  if (count === width) {
    data.set(rows, 4 * row * width);
    return;
  }
  for (let at = 0, to = 4 * (row * width + column); at < rows.length; at += 4 * count, to += 4 * width) {
    data.set(rows.subarray(at, at + 4 * count), to);
  }
}
