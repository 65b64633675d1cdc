import type { Point } from '../media/geometry.ts';
import { NormalEquations } from './normal-equations.ts';

/**
 * What moving and tilting a flat picture before a camera does to its points: `(x, y)` goes to
 * `(h0 x + h1 y + h2, h3 x + h4 y + h5) / (h6 x + h7 y + 1)`.
 */
type Homography = ArrayLike<number>;

/** Where a homography takes a point. */
function project(h: Homography, { x, y }: Point): Point {
  const at = (index: number): number => h[index] as number;
  const depth = at(6) * x + at(7) * y + 1;
  return { x: (at(0) * x + at(1) * y + at(2)) / depth, y: (at(3) * x + at(4) * y + at(5)) / depth };
}

/**
 * The distance that stays between points after the homography that takes `from` closest to `to`: root mean square, in
 * the units of `to`. Points of one plane leave none, however the plane is turned; points of a solid body that is
 * turned do. NaN if no homography can be told, as of points on a line.
 *
 * @param from At least five points.
 */
export function residualDistance(from: readonly Point[], to: readonly Point[]): number {
  const source = normalized(from);
  const target = normalized(to);
  const equations = new NormalEquations(8);
  for (const [index, { x, y }] of source.points.entries()) {
    const { x: u, y: v } = target.points[index] ?? { x: Number.NaN, y: Number.NaN };
    equations.add([x, y, 1, 0, 0, 0, -u * x, -u * y], u);
    equations.add([0, 0, 0, x, y, 1, -v * x, -v * y], v);
  }
  const homography = equations.solve();
  if (!homography) return Number.NaN;
  const squares = source.points.map((point, index) => {
    const { x, y } = project(homography, point);
    const { x: u, y: v } = target.points[index] ?? { x: Number.NaN, y: Number.NaN };
    return (x - u) ** 2 + (y - v) ** 2;
  });
  return target.spread * Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

/** The points about their mean, a unit apart: the fit is ill-conditioned in pixels. */
function normalized(points: readonly Point[]): { points: Point[]; spread: number } {
  const middle = {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
  const squares = points.reduce((sum, { x, y }) => sum + (x - middle.x) ** 2 + (y - middle.y) ** 2, 0);
  const spread = Math.sqrt(squares / points.length) || 1;
  return {
    points: points.map(({ x, y }) => ({ x: (x - middle.x) / spread, y: (y - middle.y) / spread })),
    spread,
  };
}
