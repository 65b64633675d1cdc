import { clamp } from '../common/clamp.ts';
import type { Sampling } from './picture.ts';

/** One plane of a picture: 8 bits a sample, rows from the top. */
export interface Plane {
  data: Uint8Array;
  /** From one row to the next. */
  stride: number;
  width: number;
  height: number;
}

/** Where the samples of one axis come from. */
export interface AxisSamples {
  /** So many neighbours make a sample. */
  taps: 2 | 4;
  /** Positions in the plane, `taps` for each sample. */
  from: Int32Array;
  weights: Float32Array;
  /** Whether a sample lies within the picture. */
  isInside: Uint8Array;
}

/** A part of an axis, in the picture's pixels. */
export interface AxisPart {
  start: number;
  length: number;
  /** The picture's. */
  whole: number;
}

/**
 * Spreads samples over a part of an axis.
 *
 * @param count Samples.
 * @param planeLength The plane's own samples over the whole axis.
 * @param smoothTaps A smoothed sample is the mean of so many neighbours, spread over what it covers.
 */
export function axisSamples(
  { start, length, whole }: AxisPart,
  count: number,
  planeLength: number,
  sampling: Sampling,
  smoothTaps: 2 | 4,
): AxisSamples {
  const step = length / count;
  const toPlane = planeLength / whole;
  const smooth = sampling === 'smooth' && step * toPlane >= 2;
  const taps = smooth ? smoothTaps : 2;
  const from = new Int32Array(count * taps);
  const weights = new Float32Array(count * taps).fill(1 / taps);
  const isInside = new Uint8Array(count);
  for (let sample = 0; sample < count; sample++) {
    const centre = start + (sample + 0.5) * step;
    isInside[sample] = centre >= 0 && centre < whole ? 1 : 0;
    // Of two neighbours the nearer one weighs more.
    const left = Math.floor(centre * toPlane - 0.5);
    const share = centre * toPlane - 0.5 - left;
    for (let tap = 0; tap < taps; tap++) {
      const spread = Math.floor((start + (sample + (tap + 0.5) / taps) * step) * toPlane);
      from[sample * taps + tap] = clamp(smooth ? spread : left + tap, 0, planeLength - 1);
      if (!smooth) weights[sample * taps + tap] = tap === 0 ? 1 - share : share;
    }
  }
  return { taps, from, weights, isInside };
}

/** The samples of a plane where its columns and rows meet, row by row. */
export function samplePlane({ data, stride }: Plane, columns: AxisSamples, rows: AxisSamples): Float32Array {
  const width = columns.isInside.length;
  const height = rows.isInside.length;
  const samples = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let rowTap = row * rows.taps; rowTap < (row + 1) * rows.taps; rowTap++) {
      const line = (rows.from[rowTap] as number) * stride;
      const addLine = columns.taps === 2 ? addPairs : addMeansOfFour;
      addLine(samples, row * width, data, line, columns, rows.weights[rowTap] as number);
    }
  }
  return samples;
}

/** Adds a line of the plane, which begins at `line`, to the row of samples that begins at `at`. */
type AddLine = (
  samples: Float32Array,
  at: number,
  data: Uint8Array,
  line: number,
  columns: AxisSamples,
  weight: number,
) => void;

const addPairs: AddLine = (samples, at, data, line, { from, weights }, weight) => {
  for (let tap = 0, sample = at; tap < from.length; tap += 2, sample++) {
    const first = (data[line + (from[tap] as number)] as number) * (weights[tap] as number);
    const second = (data[line + (from[tap + 1] as number)] as number) * (weights[tap + 1] as number);
    samples[sample] = (samples[sample] as number) + weight * (first + second);
  }
};

const addMeansOfFour: AddLine = (samples, at, data, line, { from }, weight) => {
  for (let tap = 0, sample = at; tap < from.length; tap += 4, sample++) {
    const sum =
      (data[line + (from[tap] as number)] as number) +
      (data[line + (from[tap + 1] as number)] as number) +
      (data[line + (from[tap + 2] as number)] as number) +
      (data[line + (from[tap + 3] as number)] as number);
    samples[sample] = (samples[sample] as number) + (weight / 4) * sum;
  }
};
