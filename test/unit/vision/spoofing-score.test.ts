import { describe, expect, test } from 'vitest';
import { attackChance, combineLogOdds } from '../../../src/vision/spoofing-score.ts';

const combined = (...logOdds: number[]) =>
  combineLogOdds(logOdds.map((each) => ({ logOdds: each, weight: 1 })));

describe('log-odds of several frames', () => {
  test('are the one frame’s if there is one, the mean if there are two', () => {
    expect(combined(3)).toBe(3);
    expect(combined(1, 3)).toBe(2);
  });

  test.each([15, -15])('are not moved by one odd frame of %d', (odd) => {
    for (const frames of [2, 5, 11]) {
      expect(combined(...new Array<number>(frames).fill(2), odd)).toBe(2);
    }
  });

  test('weigh as the frames do', () => {
    const frames = [
      { logOdds: 0, weight: 3 },
      { logOdds: 4, weight: 1 },
    ];
    expect(combineLogOdds(frames)).toBe(1);
  });

  test('follow the frames in which most agree', () => {
    expect(combined(-4, -3, -5, 12, -4, -4)).toBe(-4);
  });
});

test('the chance of an attack is one half where the calibration puts it, and rises', () => {
  const calibration = { slope: 0.5, intercept: -1 };
  expect(attackChance(2, calibration)).toBe(0.5);
  expect(attackChance(3, calibration)).toBeGreaterThan(0.5);
  expect(attackChance(15, calibration)).toBeLessThan(1);
});
