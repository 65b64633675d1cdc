import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultPack } from '../../../src/page/default-pack.ts';
import { scoreOf } from '../../../src/templates/score.ts';

/** Similarities and scores that rise together, as a calibration's knots do. */
const calibration = fc
  .uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 8 })
  .map((steps) => {
    const rising = steps.sort((a, b) => a - b);
    const last = rising.length - 1;
    return { knots: rising.map((step, i): [number, number] => [step / 500 - 1, i / last]) };
  });

const similarity = fc.double({ min: -1.001, max: 1.001, noNaN: true });

describe('the comparison score', () => {
  test('rises with the similarity, within 0 to 1', () => {
    fc.assert(
      fc.property(calibration, similarity, similarity, (knots, one, other) => {
        const [lower, upper] = [Math.min(one, other), Math.max(one, other)];
        const [from, to] = [scoreOf(lower, knots), scoreOf(upper, knots)];
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(1);
        expect(to).toBeGreaterThanOrEqual(from);
      }),
    );
  });

  test('passes through the knots and lies on straight lines between them', () => {
    const knots = {
      knots: [[-1, 0] as [number, number], [0, 0.5], [0.5, 0.9], [1, 1]] as [number, number][],
    };
    for (const [at, score] of knots.knots) expect(scoreOf(at, knots)).toBe(score);
    expect(scoreOf(-0.5, knots)).toBe(0.25);
    expect(scoreOf(0.25, knots)).toBe(0.7);
    expect(scoreOf(0.75, knots)).toBe(0.95);
  });

  test('by the default pack is 1 at identity, rounding included, and 0 at the opposite', () => {
    const { comparison } = defaultPack.manifest.calibration;
    for (const same of [1, 1 - 1e-7, 1 + 1e-7]) expect(scoreOf(same, comparison)).toBe(1);
    for (const opposite of [-1, -1 - 1e-7]) expect(scoreOf(opposite, comparison)).toBe(0);
  });

  test('is the lowest for what is not a number', () => {
    expect(scoreOf(Number.NaN, defaultPack.manifest.calibration.comparison)).toBe(0);
  });

  test('has no digits that differ between machines', () => {
    fc.assert(
      fc.property(calibration, similarity, (knots, at) => {
        const score = scoreOf(at, knots);
        expect(score * 1e6).toBeCloseTo(Math.round(score * 1e6), 3);
      }),
    );
  });
});
