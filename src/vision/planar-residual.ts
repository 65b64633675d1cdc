import type { FacePoints } from '../media/geometry.ts';
import type { Picture, Pixels } from '../media/picture.ts';
import { ARCFACE_REFERENCE, alignFace } from './align.ts';
import { luminanceOf } from './luminance.ts';
import { NormalEquations } from './normal-equations.ts';

/** The brightness of an aligned face, smoothed: {@link SIDE} x {@link SIDE}. */
export type AlignedBrightness = Float32Array;

/** Eyes stand 18 pixels apart: enough for lids and lips, and little of a camera's noise. */
const SIDE = 56;

/** Twice the side: what faces are aligned at, and halved. */
const ALIGNED_SIDE = 112;

/** The part that is compared, from brows to mouth: hair and background move by themselves. */
const INNER = { left: 12, right: 44, top: 16, bottom: 50 } as const;

/** Pixels that must lie inside of both faces: three quarters of the inner part. */
const MIN_PIXELS = 800;

/** The most steps of the fit; most are done after four. */
const MAX_STEPS = 12;

/** A step that betters the fit by less is the last. */
const LEAST_PROGRESS = 0.02;

/** The fitted numbers: a homography's eight, gain and offset of the brightness. */
const UNKNOWNS = 10;

/** The brightness of a face, to be compared with its own in other frames. */
export function alignedBrightness(picture: Picture, points: FacePoints): AlignedBrightness {
  const out: Pixels = {
    data: new Uint8ClampedArray(4 * ALIGNED_SIDE ** 2),
    width: ALIGNED_SIDE,
    height: ALIGNED_SIDE,
  };
  return smoothed(halved(luminanceOf(alignFace(picture, points, ARCFACE_REFERENCE, out))));
}

/**
 * How far a face's change can't be explained by a flat picture that is moved, tilted, and lit more or less: the share
 * of the brightness's variance that remains after the homography, gain and offset that fit best, 0 (it is the same
 * picture) to 1 and more. Lids, lips and the nose before the cheeks leave a rest; a photo leaves none.
 */
export function planarResidual(reference: AlignedBrightness, face: AlignedBrightness): number {
  const slopes = gradients(face);
  let fit: Fit = { homography: [1, 0, 0, 0, 1, 0, 0, 0], gain: 1, offset: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (let step = 0; step <= MAX_STEPS; step++) {
    const compared = compare(reference, face, slopes, fit);
    if (compared.pixels < MIN_PIXELS) break;
    const isLast = step > 1 && compared.unexplained > (1 - LEAST_PROGRESS) * least;
    least = Math.min(least, compared.unexplained);
    if (isLast || step === MAX_STEPS) break;
    const change = compared.equations.solve();
    if (!change?.every(Number.isFinite)) break;
    const [gain = 0, offset = 0] = change.slice(8);
    fit = {
      homography: fit.homography.map((value, at) => value + (change[at] ?? 0)),
      gain: fit.gain + gain,
      offset: fit.offset + offset,
    };
  }
  // Faces of which nothing could be compared are as different as can be.
  return Number.isFinite(least) ? Math.max(0, least) : 1;
}

/** The same of the faces as they were aligned, nothing fitted but gain and offset: a hundredth of the work. */
export function alignedResidual(reference: AlignedBrightness, face: AlignedBrightness): number {
  const moments = new Moments();
  for (let y = INNER.top; y < INNER.bottom; y++) {
    for (let at = y * SIDE + INNER.left; at < y * SIDE + INNER.right; at++) {
      moments.add(reference[at] as number, face[at] as number);
    }
  }
  return Math.max(0, 1 - moments.correlation());
}

interface Fit {
  homography: number[];
  gain: number;
  offset: number;
}

interface Gradients {
  x: Float32Array;
  y: Float32Array;
}

/** The inner part's middle and half its height: homographies are fitted in these units. */
const MIDDLE = { x: (INNER.left + INNER.right) / 2, y: (INNER.top + INNER.bottom) / 2 };
const UNIT = 20;

/** One step of Gauss-Newton: how well the fit explains the reference, and the equations of a better one. */
function compare(reference: AlignedBrightness, face: AlignedBrightness, slopes: Gradients, fit: Fit) {
  const { gain, offset } = fit;
  const [h0 = 1, h1 = 0, h2 = 0, h3 = 0, h4 = 1, h5 = 0, h6 = 0, h7 = 0] = fit.homography;
  const equations = new NormalEquations(UNKNOWNS);
  const moments = new Moments();
  const row = new Float64Array(UNKNOWNS);
  row[9] = 1;
  // A thousand pixels a step, some five steps a frame: no object is made for a pixel.
  for (let y = INNER.top; y < INNER.bottom; y++) {
    for (let x = INNER.left; x < INNER.right; x++) {
      const u = (x - MIDDLE.x) / UNIT;
      const v = (y - MIDDLE.y) / UNIT;
      const depth = h6 * u + h7 * v + 1;
      const toX = (h0 * u + h1 * v + h2) / depth;
      const toY = (h3 * u + h4 * v + h5) / depth;
      const atX = toX * UNIT + MIDDLE.x;
      const atY = toY * UNIT + MIDDLE.y;
      const shown = bilinear(face, atX, atY);
      if (Number.isNaN(shown)) continue;
      const alongX = (gain * UNIT * bilinear(slopes.x, atX, atY)) / depth;
      const alongY = (gain * UNIT * bilinear(slopes.y, atX, atY)) / depth;
      const tilt = -(alongX * toX + alongY * toY);
      row[0] = alongX * u;
      row[1] = alongX * v;
      row[2] = alongX;
      row[3] = alongY * u;
      row[4] = alongY * v;
      row[5] = alongY;
      row[6] = tilt * u;
      row[7] = tilt * v;
      row[8] = shown;
      const wanted = reference[y * SIDE + x] as number;
      equations.add(row, wanted - gain * shown - offset);
      moments.add(wanted, shown);
    }
  }
  return { equations, pixels: moments.count, unexplained: 1 - moments.correlation() };
}

/** Sums over pairs of values. */
class Moments {
  count = 0;
  #a = 0;
  #b = 0;
  #aa = 0;
  #bb = 0;
  #ab = 0;

  add(a: number, b: number): void {
    this.count++;
    this.#a += a;
    this.#b += b;
    this.#aa += a * a;
    this.#bb += b * b;
    this.#ab += a * b;
  }

  /** -1 to 1; a face without any contrast is like nothing. */
  correlation(): number {
    const [a, b] = [this.#a / this.count, this.#b / this.count];
    const spread = (this.#aa / this.count - a * a) * (this.#bb / this.count - b * b);
    return spread > 0 ? (this.#ab / this.count - a * b) / Math.sqrt(spread) : 0;
  }
}

/** NaN outside. */
function bilinear(values: Float32Array, x: number, y: number): number {
  if (!(x >= 0 && y >= 0 && x < SIDE - 1 && y < SIDE - 1)) return Number.NaN;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, below] = [x - left, y - top];
  const at = top * SIDE + left;
  const upper = (values[at] as number) * (1 - right) + (values[at + 1] as number) * right;
  const lower = (values[at + SIDE] as number) * (1 - right) + (values[at + SIDE + 1] as number) * right;
  return upper * (1 - below) + lower * below;
}

/** Central differences; the border has none. */
function gradients(values: Float32Array): Gradients {
  const [x, y] = [new Float32Array(SIDE * SIDE), new Float32Array(SIDE * SIDE)];
  for (let at = SIDE + 1; at < SIDE * (SIDE - 1) - 1; at++) {
    x[at] = ((values[at + 1] as number) - (values[at - 1] as number)) / 2;
    y[at] = ((values[at + SIDE] as number) - (values[at - SIDE] as number)) / 2;
  }
  return { x, y };
}

function halved(values: Float32Array): Float32Array {
  const half = new Float32Array(SIDE * SIDE);
  for (let row = 0, at = 0; row < SIDE; row++) {
    for (let column = 0, from = 2 * row * ALIGNED_SIDE; column < SIDE; column++, at++, from += 2) {
      const upper = (values[from] as number) + (values[from + 1] as number);
      const lower = (values[from + ALIGNED_SIDE] as number) + (values[from + ALIGNED_SIDE + 1] as number);
      half[at] = (upper + lower) / 4;
    }
  }
  return half;
}

/** By a binomial filter of 3 x 3: noise of single pixels is no motion. The border stays. */
function smoothed(values: Float32Array): Float32Array {
  const across = (at: number): number =>
    (values[at - 1] as number) + 2 * (values[at] as number) + (values[at + 1] as number);
  const smooth = Float32Array.from(values);
  for (let row = 1; row < SIDE - 1; row++) {
    for (let at = row * SIDE + 1; at < (row + 1) * SIDE - 1; at++) {
      smooth[at] = (across(at - SIDE) + 2 * across(at) + across(at + SIDE)) / 16;
    }
  }
  return smooth;
}
