import type { Box, FacePoints, Point } from '../media/geometry.ts';
import type { Picture, Pixels } from '../media/picture.ts';
import { apply, fitSimilarity, invert, type SimilarityTransform } from './similarity-transform.ts';

/**
 * Where the five points lie in an aligned face of 112 x 112 pixels: the reference points ArcFace-like models
 * are trained on (Deng et al. 2019).
 */
export const ARCFACE_REFERENCE: FacePoints = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** The same in 128 x 128 pixels, as face-reidentification-retail-0095 was trained: its own points, in 0 to 1. */
export const RETAIL_0095_REFERENCE: FacePoints = [
  { x: 0.31556875 * 128, y: 0.4615741 * 128 },
  { x: 0.68262291 * 128, y: 0.45983393 * 128 },
  { x: 0.50026249 * 128, y: 0.64050536 * 128 },
  { x: 0.34947187 * 128, y: 0.82469196 * 128 },
  { x: 0.65343182 * 128, y: 0.82325089 * 128 },
];

/**
 * Cuts a face out so that its five points lie on reference points: reads the face from the picture at no
 * more than about the resolution needed, then samples it bilinearly.
 *
 * @param out Takes the result, a square.
 */
export function alignFace(picture: Picture, points: FacePoints, reference: FacePoints, out: Pixels): Pixels {
  const toPicture = invert(fitSimilarity(points, reference));
  const region = coveredRegion(toPicture, out.width);
  const scale = Math.min(1, MAX_DENSITY / Math.hypot(toPicture.a, toPicture.b));
  const width = Math.max(1, Math.round(region.width * scale));
  const height = Math.max(1, Math.round(region.height * scale));
  const source = picture.read(region, width, height);
  sample(source, intoRegion(toPicture, region, width / region.width, height / region.height), out);
  return out;
}

/** Source pixels read for each pixel of the result: more would alias under bilinear sampling. */
const MAX_DENSITY = 1.5;

/** The upright box of whole pixels that the aligned square covers in the picture, with a pixel to spare. */
function coveredRegion(toPicture: SimilarityTransform, size: number): Box {
  const corners: Point[] = [
    { x: 0, y: 0 },
    { x: size, y: 0 },
    { x: 0, y: size },
    { x: size, y: size },
  ].map((corner) => apply(toPicture, corner));
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const x = Math.floor(Math.min(...xs)) - 1;
  const y = Math.floor(Math.min(...ys)) - 1;
  return { x, y, width: Math.ceil(Math.max(...xs)) + 1 - x, height: Math.ceil(Math.max(...ys)) + 1 - y };
}

/** From aligned pixel centres to fractional pixel indices of the region as it was read. */
function intoRegion(toPicture: SimilarityTransform, region: Box, scaleX: number, scaleY: number) {
  const { a, b, tx, ty } = toPicture;
  return {
    xx: a * scaleX,
    xy: -b * scaleX,
    x0: (tx - region.x + 0.5) * scaleX - 0.5,
    yx: b * scaleY,
    yy: a * scaleY,
    y0: (ty - region.y + 0.5) * scaleY - 0.5,
  };
}

/** Bilinear sampling; points off the source are black, as in training. */
function sample(source: Pixels, toSource: ReturnType<typeof intoRegion>, out: Pixels): void {
  const { xx, xy, x0, yx, yy, y0 } = toSource;
  const { data: from, width, height } = source;
  const { data: to } = out;
  let at = 0;
  for (let row = 0; row < out.height; row++) {
    for (let column = 0; column < out.width; column++, at += 4) {
      const x = xx * column + xy * row + x0;
      const y = yx * column + yy * row + y0;
      const left = Math.floor(x);
      const top = Math.floor(y);
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) {
        to[at] = to[at + 1] = to[at + 2] = 0;
        continue;
      }
      const right = x - left;
      const below = y - top;
      const upper = (top * width + left) * 4;
      const lower = upper + width * 4;
      for (let channel = 0; channel < 3; channel++) {
        const above = mix(from[upper + channel] as number, from[upper + channel + 4] as number, right);
        const under = mix(from[lower + channel] as number, from[lower + channel + 4] as number, right);
        to[at + channel] = mix(above, under, below);
      }
    }
  }
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
