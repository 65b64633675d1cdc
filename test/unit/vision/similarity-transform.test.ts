import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ARCFACE_REFERENCE } from '../../../src/vision/align.ts';
import { apply, fitSimilarity, invert } from '../../../src/vision/similarity-transform.ts';

const coordinate = fc.double({ min: -1000, max: 1000, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });

/** A turn by an angle, a scale and a shift. */
const transform = fc
  .record({
    angle: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
    scale: fc.double({ min: 0.05, max: 20, noNaN: true }),
    tx: coordinate,
    ty: coordinate,
  })
  .map(({ angle, scale, tx, ty }) => ({ a: scale * Math.cos(angle), b: scale * Math.sin(angle), tx, ty }));

describe('the similarity transform fitted to points', () => {
  test('is the one that moved them', () => {
    fc.assert(
      fc.property(transform, (moved) => {
        const fitted = fitSimilarity(
          ARCFACE_REFERENCE,
          ARCFACE_REFERENCE.map((each) => apply(moved, each)),
        );
        for (const key of ['a', 'b', 'tx', 'ty'] as const) expect(fitted[key]).toBeCloseTo(moved[key], 6);
      }),
    );
  });

  test('comes closer to points that no transform reaches than any near it', () => {
    const nudge = fc.double({ min: -3, max: 3, noNaN: true });
    const nudges = fc.array(fc.record({ x: nudge, y: nudge }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(nudges, (shifts) => {
        const to = ARCFACE_REFERENCE.map(({ x, y }, i) => ({
          x: x + (shifts[i]?.x ?? 0),
          y: y + (shifts[i]?.y ?? 0),
        }));
        const fitted = fitSimilarity(ARCFACE_REFERENCE, to);
        const errorOf = (by: typeof fitted) =>
          to.reduce((sum, target, i) => {
            const { x, y } = apply(by, ARCFACE_REFERENCE[i] ?? target);
            return sum + (x - target.x) ** 2 + (y - target.y) ** 2;
          }, 0);
        for (const key of ['a', 'b', 'tx', 'ty'] as const) {
          for (const step of [-0.01, 0.01]) {
            const near = { ...fitted, [key]: fitted[key] + step };
            expect(errorOf(near)).toBeGreaterThanOrEqual(errorOf(fitted) - 1e-9);
          }
        }
      }),
    );
  });
});

test('a transform undone leaves a point where it was', () => {
  fc.assert(
    fc.property(transform, point, (moved, from) => {
      const back = apply(invert(moved), apply(moved, from));
      expect(back.x).toBeCloseTo(from.x, 6);
      expect(back.y).toBeCloseTo(from.y, 6);
    }),
  );
});
