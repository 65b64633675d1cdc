import { describe, expect, test } from 'vitest';
import { bestThreshold, type ComparedPair, tenFoldAccuracy } from '../../../../scripts/evaluate/accuracy.ts';

const same = (similarity: number): ComparedPair => ({ similarity, same: true });
const different = (similarity: number): ComparedPair => ({ similarity, same: false });

describe('bestThreshold', () => {
  test('separates what can be separated', () => {
    expect(bestThreshold([same(0.9), different(0.1), same(0.5), different(0.3)])).toEqual({
      threshold: 0.4,
      accuracy: 1,
    });
  });

  test('counts the pairs that stand on the wrong side', () => {
    expect(bestThreshold([same(0.9), same(0.2), different(0.1), different(0.5)]).accuracy).toBe(0.75);
  });

  test('keeps equal similarities on one side', () => {
    expect(bestThreshold([same(0.5), different(0.5), same(0.5)]).accuracy).toBeCloseTo(2 / 3, 12);
  });

  test('knows lists of one kind', () => {
    expect(bestThreshold([same(0.1), same(0.2)]).accuracy).toBe(1);
    expect(bestThreshold([different(0.1), different(1)]).accuracy).toBe(1);
  });
});

describe('tenFoldAccuracy', () => {
  const block = [same(0.8), same(0.6), different(0.2), different(0)];

  test('takes the ten equal blocks of a list as its folds', () => {
    const pairs = Array.from({ length: 10 }, () => block).flat();
    expect(tenFoldAccuracy(pairs)).toEqual({ mean: 1, standardError: 0, folds: 'blocks of the list' });
  });

  test('deals a list that is not in blocks', () => {
    const pairs = [
      ...Array.from({ length: 20 }, () => same(0.8)),
      ...Array.from({ length: 20 }, () => different(0)),
    ];
    expect(tenFoldAccuracy(pairs)).toEqual({ mean: 1, standardError: 0, folds: 'dealt in order' });
  });

  test("does not let a fold's own pairs choose its threshold", () => {
    // The last fold's pairs stand the other way round from all others: chosen on the nine, it gets none right.
    const turned = [same(0), same(0.1), different(0.9), different(0.8)];
    const pairs = [...Array.from({ length: 9 }, () => block).flat(), ...turned];
    expect(tenFoldAccuracy(pairs)?.mean).toBeCloseTo(0.9, 12);
    expect(tenFoldAccuracy(pairs)?.standardError).toBeCloseTo(0.1, 12);
  });

  test('is not given for fewer than ten pairs of a kind', () => {
    expect(
      tenFoldAccuracy([...Array.from({ length: 9 }, () => same(1)), ...block, different(0)]),
    ).toBeUndefined();
    expect(tenFoldAccuracy([...Array.from({ length: 30 }, () => same(1)), different(0)])).toBeUndefined();
  });
});
