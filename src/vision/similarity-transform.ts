import type { Point } from '../media/geometry.ts';

/** Rotation, uniform scale and shift: `(x, y)` goes to `(a x - b y + tx, b x + a y + ty)`. */
export interface SimilarityTransform {
  a: number;
  b: number;
  tx: number;
  ty: number;
}

/**
 * The similarity transform that takes `from` closest to `to` in the least-squares sense (Umeyama 1991, in
 * its closed form for two dimensions, without reflection).
 */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): SimilarityTransform {
  const fromMean = mean(from);
  const toMean = mean(to);
  let along = 0;
  let across = 0;
  let spread = 0;
  for (const [index, point] of from.entries()) {
    const target = to[index] ?? toMean;
    const x = point.x - fromMean.x;
    const y = point.y - fromMean.y;
    const u = target.x - toMean.x;
    const v = target.y - toMean.y;
    along += x * u + y * v;
    across += x * v - y * u;
    spread += x * x + y * y;
  }
  const a = along / spread;
  const b = across / spread;
  return {
    a,
    b,
    tx: toMean.x - a * fromMean.x + b * fromMean.y,
    ty: toMean.y - b * fromMean.x - a * fromMean.y,
  };
}

/** The transform that undoes another. */
export function invert({ a, b, tx, ty }: SimilarityTransform): SimilarityTransform {
  const square = a * a + b * b;
  const inverseA = a / square;
  const inverseB = -b / square;
  return {
    a: inverseA,
    b: inverseB,
    tx: -(inverseA * tx - inverseB * ty),
    ty: -(inverseB * tx + inverseA * ty),
  };
}

/** Where a transform takes a point. */
export function apply({ a, b, tx, ty }: SimilarityTransform, { x, y }: Point): Point {
  return { x: a * x - b * y + tx, y: b * x + a * y + ty };
}

function mean(points: readonly Point[]): Point {
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point.x / points.length;
    y += point.y / points.length;
  }
  return { x, y };
}
