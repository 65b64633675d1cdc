import { describe, expect, test } from 'vitest';
import { calibrate } from '../../../../scripts/evaluate/calibration.ts';

/** Impostors spread evenly from 0 to 0.5, genuine pairs from 0.4 to 1. */
const similarities = {
  impostor: Float32Array.from({ length: 300_000 }, (_, index) => (index / 300_000) * 0.5),
  genuine: Float32Array.from({ length: 600 }, (_, index) => 0.4 + (index / 600) * 0.6),
};

describe('calibrate', () => {
  test('puts the scores of the contract at their false match rates', () => {
    const { knots, measured } = calibrate(similarities);
    expect(knots.map(([, score]) => score)).toEqual([0, 0.5, 0.675, 0.85, 1]);
    const expected = [-1, 0.495, 0.4995, 0.49995, 1];
    knots.forEach(([similarity], index) => {
      expect(similarity).toBeCloseTo(expected[index] ?? Number.NaN, 4);
    });
    [0.01, 0.001, 0.0001].forEach((fmr, index) => {
      expect(measured[index]?.fmr).toBeLessThanOrEqual(fmr);
      expect(measured[index]?.fmr).toBeGreaterThan(0.75 * fmr);
    });
    expect(measured[0]?.fnmr).toBeCloseTo(0.095 / 0.6, 2);
  });

  test('refuses a list too short for FMR 1e-4', () => {
    const impostor = similarities.impostor.subarray(0, 200_000);
    expect(() => calibrate({ ...similarities, impostor })).toThrow('takes 300000 impostor pairs');
  });
});
