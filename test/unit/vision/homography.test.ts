import { describe, expect, test } from 'vitest';
import type { Point } from '../../../src/media/geometry.ts';
import { residualDistance } from '../../../src/vision/homography.ts';

interface Solid extends Point {
  z: number;
}

/** A face of 51 points: a shallow bowl, with a nose that stands out by a third of its width. */
const FACE: Solid[] = Array.from({ length: 51 }, (_, index) => {
  const [x, y] = [30 * ((index % 8) - 3.5), 35 * (Math.floor(index / 8) - 3)];
  const radius = Math.hypot(x, y);
  return { x, y, z: -radius / 2 + (radius < 40 ? 70 - radius : 0) };
});
const PHOTO = FACE.map(({ x, y }) => ({ x, y, z: 0 }));

/** Turned by an angle to the side, and seen by a camera ten faces away. */
function seen(points: readonly Solid[], degrees: number): Point[] {
  const angle = (degrees * Math.PI) / 180;
  return points.map(({ x, y, z }) => {
    const depth = 2400 - (z * Math.cos(angle) - x * Math.sin(angle));
    return { x: (2400 * (x * Math.cos(angle) + z * Math.sin(angle))) / depth, y: (2400 * y) / depth };
  });
}

describe('what stays between points', () => {
  test.each([5, 15, 40])('of a plane turned by %d degrees is nothing', (degrees) => {
    expect(residualDistance(seen(PHOTO, 0), seen(PHOTO, degrees))).toBeLessThan(1e-6);
  });

  test('of a solid body grows as it turns', () => {
    const residuals = [0, 5, 10, 20].map((degrees) => residualDistance(seen(FACE, 0), seen(FACE, degrees)));
    expect(residuals[0]).toBeLessThan(1e-6);
    for (const [index, residual] of residuals.slice(1).entries()) {
      expect(residual).toBeGreaterThan((residuals[index] ?? 0) + 0.5);
    }
  });

  test('is in the units of the second points', () => {
    const turned = seen(FACE, 10);
    const larger = turned.map(({ x, y }) => ({ x: 3 * x + 100, y: 3 * y }));
    const [residual, larger3] = [turned, larger].map((to) => residualDistance(seen(FACE, 0), to));
    expect(larger3).toBeCloseTo(3 * (residual ?? 0), 6);
  });

  test('of points on a line can’t be told', () => {
    const line = Array.from({ length: 9 }, (_, x) => ({ x, y: 0 }));
    expect(residualDistance(line, line)).toBeNaN();
  });
});
