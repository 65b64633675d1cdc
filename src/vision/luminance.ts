import type { Pixels } from '../media/picture.ts';

/** Brightness of pixels, 0 to 255: luma of ITU-R BT.601. */
export function luminanceOf({ data, width, height }: Pixels): Float32Array {
  const luminance = new Float32Array(width * height);
  for (let pixel = 0, at = 0; pixel < luminance.length; pixel++, at += 4) {
    luminance[pixel] =
      0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number);
  }
  return luminance;
}

/** Shares of 256 levels of brightness; they add up to 1. */
export function histogramOf(luminance: Iterable<number>): Float64Array {
  const histogram = new Float64Array(256);
  let count = 0;
  for (const value of luminance) {
    const level = Math.round(value);
    histogram[level] = (histogram[level] ?? 0) + 1;
    count++;
  }
  return histogram.map((pixels) => pixels / Math.max(count, 1));
}

/** Entropy in bits, 0 to 8. */
export function entropyOf(histogram: Float64Array): number {
  return histogram.reduce((bits, share) => (share > 0 ? bits - share * Math.log2(share) : bits), 0);
}

/** The shares two histograms have in common, 0 to 1. */
export function commonShare(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, share, level) => sum + Math.min(share, b[level] ?? 0), 0);
}

/**
 * Fine detail relative to contrast: the variance of the Laplacian over the variance of the brightness. Blur
 * lowers it; how bright or how rich in contrast the picture is leaves it alone.
 */
export function detailOf(luminance: Float32Array, width: number): number {
  const laplacian: number[] = [];
  for (let at = width + 1; at < luminance.length - width - 1; at++) {
    const column = at % width;
    if (column === 0 || column === width - 1) continue;
    const around =
      (luminance[at - 1] as number) +
      (luminance[at + 1] as number) +
      (luminance[at - width] as number) +
      (luminance[at + width] as number);
    laplacian.push(around - 4 * (luminance[at] as number));
  }
  return variance(laplacian) / Math.max(variance(luminance), 1);
}

function variance(values: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return squares / values.length - mean * mean;
}
