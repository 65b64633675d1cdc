import { describe, expect, test } from 'vitest';
import manifest from '../../../../models/default.json' with { type: 'json' };
import { errorRateTable, measuredRates, ratesAt } from '../../../../src/demo/error-rates/measured-rates.ts';
import { scoreOf } from '../../../../src/templates/score.ts';

const { comparison } = manifest.calibration;

describe('the table of the default pack’s error rates', () => {
  test('belongs to the pack’s calibration: if this fails, evaluate once more with --write', () => {
    const { pack, command, sample } = errorRateTable;
    expect({ pack, command, sample }).toEqual({
      pack: comparison.pack,
      command: comparison.command,
      sample: comparison.sample,
    });
    for (const { score, fmr, fnmr } of comparison.measured) {
      const rates = ratesAt(score);
      expect(rates.fmr.rate).toBeCloseTo(fmr, 5);
      expect(rates.fnmr.rate).toBeCloseTo(fnmr, 4);
    }
  });

  test('names for each score the similarity that gives it', () => {
    const knots = comparison.knots as [number, number][];
    for (const { score, similarity } of measuredRates) {
      expect(scoreOf(similarity, { knots })).toBeCloseTo(score, 3);
    }
  });

  test('never lets more strangers pass at a higher threshold, nor fewer genuine people be asked again', () => {
    measuredRates.slice(1).forEach((rates, index) => {
      const before = measuredRates[index] ?? rates;
      expect(rates.fmr.errors).toBeLessThanOrEqual(before.fmr.errors);
      expect(rates.fnmr.errors).toBeGreaterThanOrEqual(before.fnmr.errors);
    });
  });

  test('gives a score between two thresholds the rates of the lower one', () => {
    expect(ratesAt(0.8549).score).toBe(0.85);
    expect(ratesAt(0.85).score).toBe(0.85);
    expect(ratesAt(0).fmr.rate).toBe(1);
    expect(ratesAt(1).fmr.rate).toBe(0);
  });
});
