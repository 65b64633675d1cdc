import type { AxisTaps } from './axis-taps.ts';

/** Weights are whole numbers of 1 / 2^14: with 16 bits for each factor sums stay within 32. */
const WEIGHT_BITS = 14;

/** {@link AxisTaps} in whole numbers, so that every browser and both kernels give the same bytes. */
export interface WholeTaps {
  taps: number;
  first: Int32Array;
  /** `taps` for each sample; they add up to 2^14. */
  weights: Int16Array;
}

/** @param step The kernel takes so many neighbours at a time: `taps` is a multiple of it. */
export function wholeWeights({ taps, first, weights }: AxisTaps, step: number): WholeTaps {
  const padded = Math.ceil(taps / step) * step;
  const whole = new Int16Array(first.length * padded);
  for (let sample = 0; sample < first.length; sample++) {
    let rest = 1 << WEIGHT_BITS;
    let heaviest = sample * padded;
    for (let tap = 0; tap < taps; tap++) {
      const at = sample * padded + tap;
      const weight = Math.round((weights[sample * taps + tap] as number) * (1 << WEIGHT_BITS));
      whole[at] = weight;
      rest -= weight;
      if (weight > (whole[heaviest] as number)) heaviest = at;
    }
    // What rounding lost or added: a plain area stays as it is.
    whole[heaviest] = (whole[heaviest] as number) + rest;
  }
  return { taps: padded, first, weights: whole };
}

/** The neighbours that have a weight, in ascending order, and the same samples by their places in that list. */
export function neededOf(axis: WholeTaps, step: number): { needed: Int32Array; axis: WholeTaps } {
  const { taps, first, weights } = axis;
  const lowest = first[0] ?? 0;
  const places = new Int32Array((first.at(-1) ?? 0) - lowest + taps);
  for (let at = 0; at < weights.length; at++) {
    if (weights[at] !== 0) places[placeOf(axis, at) - lowest] = 1;
  }
  const needed: number[] = [];
  for (const [offset, isNeeded] of places.entries()) {
    places[offset] = needed.length;
    if (isNeeded) needed.push(lowest + offset);
  }
  const begins = new Int32Array(first.length).fill(needed.length);
  let longest = 0;
  for (let at = 0; at < weights.length; at++) {
    if (weights[at] === 0) continue;
    const sample = Math.floor(at / taps);
    const place = places[placeOf(axis, at) - lowest] as number;
    begins[sample] = Math.min(begins[sample] as number, place);
    longest = Math.max(longest, place - (begins[sample] as number) + 1);
  }
  const padded = Math.ceil(longest / step) * step;
  const moved = new Int16Array(first.length * padded);
  for (let at = 0; at < weights.length; at++) {
    if (weights[at] === 0) continue;
    const sample = Math.floor(at / taps);
    const place = places[placeOf(axis, at) - lowest] as number;
    moved[sample * padded + place - (begins[sample] as number)] = weights[at] as number;
  }
  return { needed: Int32Array.from(needed), axis: { taps: padded, first: begins, weights: moved } };
}

/** The neighbour that a weight is for. */
function placeOf({ taps, first }: WholeTaps, at: number): number {
  return (first[Math.floor(at / taps)] as number) + (at % taps);
}
