import { clamp } from '../../common/clamp.ts';
import type { Sampling } from '../picture.ts';

/** Where the samples made along an axis come from: each from a run of neighbours. */
export interface AxisTaps {
  /** The neighbours of each sample, those of no weight included. */
  taps: number;
  /** The first neighbour of each sample; it never falls from one sample to the next. */
  first: Int32Array;
  /** `taps` for each sample; they add up to 1. A neighbour that does not exist has no weight. */
  weights: Float64Array;
}

/** A part of an axis, in the picture's pixels. */
export interface AxisPart {
  start: number;
  length: number;
  /** The picture's. */
  whole: number;
}

/** Samples in a row: from the first, up to the one behind the last. */
export interface SampleRange {
  from: number;
  to: number;
}

/** Which of `count` samples over a part have their centres within the picture. */
export function insideOf({ start, length, whole }: AxisPart, count: number): SampleRange {
  const step = length / count;
  return {
    from: clamp(Math.ceil(-start / step - 0.5), 0, count),
    to: clamp(Math.ceil((whole - start) / step - 0.5), 0, count),
  };
}

/** Scaled down by less, samples between two neighbours miss no pixel, and are sharper than means. */
const MIN_MEAN_STEP = 2;

/**
 * Spreads samples over a part of an axis. Scaled down by two and more, a sample is the mean of all it covers, by how much of
 * each; otherwise, or by `bilinear`, it lies between the two nearest.
 *
 * @param count Samples of the whole part.
 * @param inside Which of them are made.
 * @param thinning So many pixels count as one: the one in their middle. Odd. The neighbours are numbered so.
 */
export function axisTaps(
  { start, length, whole }: AxisPart,
  count: number,
  { from, to }: SampleRange,
  thinning: number,
  sampling: Sampling,
): AxisTaps {
  const origin = start / thinning;
  const step = length / count / thinning;
  const cells = Math.floor(whole / thinning);
  const isMean = sampling === 'smooth' && step >= MIN_MEAN_STEP;
  const taps = isMean ? Math.ceil(step) + 1 : 2;
  const first = new Int32Array(to - from);
  const weights = new Float64Array(first.length * taps);
  for (let sample = 0; sample < first.length; sample++) {
    const begin = origin + (from + sample) * step;
    const own = weights.subarray(sample * taps, (sample + 1) * taps);
    first[sample] = isMean ? meanOf(begin, step, cells, own) : betweenTwo(begin + step / 2, cells, own);
  }
  return { taps, first, weights };
}

/** The mean of what lies between `begin` and a step behind it. @returns The first neighbour. */
function meanOf(begin: number, step: number, cells: number, weights: Float64Array): number {
  const high = Math.min(begin + step, cells);
  // Pixels that fill no cell are left out: a sample of nothing else takes the last cell.
  const low = begin < cells ? Math.max(begin, 0) : cells - 1;
  const first = Math.floor(low);
  for (let tap = 0; tap < weights.length; tap++) {
    const covered = Math.min(high, first + tap + 1) - Math.max(low, first + tap);
    weights[tap] = Math.max(0, covered) / (high - low);
  }
  return first;
}

/** A position between its two neighbours; at the edge it is the last one. @returns The first neighbour. */
function betweenTwo(position: number, cells: number, weights: Float64Array): number {
  const within = clamp(position - 0.5, 0, cells - 1);
  const first = Math.min(Math.floor(within), Math.max(0, cells - 2));
  weights[0] = 1 - (within - first);
  weights[1] = within - first;
  return first;
}
