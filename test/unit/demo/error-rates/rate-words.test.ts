import { describe, expect, test } from 'vitest';
import { galleryFalseMatchRate } from '../../../../src/demo/error-rates/gallery-rate.ts';
import { aboutShare, certaintyOf, formatShare } from '../../../../src/demo/error-rates/rate-words.ts';

const measured = (errors: number, pairs: number) => ({ errors, pairs, rate: errors / pairs });

describe('rates in plain words', () => {
  test.each([
    [1, 'all'],
    [0.35, '35 of 100'],
    [0.0295, '3 of 100'],
    [0.0061, '6 of 1,000'],
    [0.0000985, '1 in 10,000'],
    [0.0000099, '1 in 100,000'],
    [0, 'none'],
  ])('%d is %s', (rate, words) => {
    expect(formatShare(rate)).toBe(words);
  });

  test('never make an error rarer than it was measured', () => {
    expect(formatShare(1 / 19_999)).toBe('1 in 19,000');
  });

  test('say what no error at all rules out, instead of none', () => {
    expect(aboutShare(measured(0, 1_200_000))).toBe('Fewer than 1 in 400,000');
    expect(certaintyOf(measured(0, 1_200_000))).toContain('below 0.00025 % (the rule of three)');
  });

  test('call a rate of few errors a hint', () => {
    expect(certaintyOf(measured(29, 983))).toContain('29 of 983 pairs; 95 % interval 2.1 % to 4.2 %');
    expect(certaintyOf(measured(29, 983))).toContain('a hint only');
    expect(certaintyOf(measured(118, 1_197_943))).not.toContain('hint');
  });
});

describe('the false match rate of a gallery', () => {
  test('grows with its people, up to certainty', () => {
    expect(galleryFalseMatchRate(1e-4, 1)).toBeCloseTo(1e-4, 12);
    expect(galleryFalseMatchRate(1e-4, 1000)).toBeCloseTo(0.0952, 4);
    expect(galleryFalseMatchRate(1e-12, 1000)).toBeCloseTo(1e-9, 15);
    expect(galleryFalseMatchRate(1, 10)).toBe(1);
  });
});
