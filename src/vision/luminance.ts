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
export function histogramOf(luminance: Float32Array): Float64Array {
  const counts = countLevels(luminance, luminance.length, { from: 0, to: luminance.length });
  return counts.map((pixels) => pixels / Math.max(luminance.length, 1));
}

/** {@link histogramOf} the left and of the right half of a picture of an even width. */
export function histogramsOfHalves(luminance: Float32Array, width: number): [Float64Array, Float64Array] {
  const pixels = Math.max(luminance.length / 2, 1);
  const half = (columns: { from: number; to: number }) =>
    countLevels(luminance, width, columns).map((count) => count / pixels);
  return [half({ from: 0, to: width / 2 }), half({ from: width / 2, to: width })];
}

function countLevels(luminance: Float32Array, width: number, { from, to }: { from: number; to: number }) {
  const counts = new Float64Array(256);
  for (let row = 0; row < luminance.length; row += width) {
    for (let at = row + from; at < row + to; at++) {
      const level = Math.round(luminance[at] as number);
      counts[level] = (counts[level] as number) + 1;
    }
  }
  return counts;
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
  const height = luminance.length / width;
  let sum = 0;
  let squares = 0;
  for (let row = 1; row < height - 1; row++) {
    for (let at = row * width + 1; at < (row + 1) * width - 1; at++) {
      const around =
        (luminance[at - 1] as number) +
        (luminance[at + 1] as number) +
        (luminance[at - width] as number) +
        (luminance[at + width] as number);
      const value = around - 4 * (luminance[at] as number);
      sum += value;
      squares += value * value;
    }
  }
  const laplacian = variance(sum, squares, (width - 2) * (height - 2));
  return laplacian / Math.max(varianceOf(luminance), 1);
}

function varianceOf(values: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    sum += value;
    squares += value * value;
  }
  return variance(sum, squares, values.length);
}

function variance(sum: number, squares: number, count: number): number {
  const mean = sum / count;
  return squares / count - mean * mean;
}
