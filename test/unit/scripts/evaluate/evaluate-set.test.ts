import { describe, expect, test } from 'vitest';
import { comparePairs, evaluateSet } from '../../../../scripts/evaluate/evaluate-set.ts';

const dot = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

const vectors = new Map([
  ['A/1', Float32Array.of(1, 0)],
  ['A/2', Float32Array.of(0.8, 0.6)],
  ['B/1', Float32Array.of(0, 1)],
]);
const pairs = [
  { pictureA: 'A/1', pictureB: 'A/2', same: true },
  { pictureA: 'A/1', pictureB: 'B/1', same: false },
  { pictureA: 'B/1', pictureB: 'B/lost', same: true },
];

describe('comparePairs', () => {
  test('counts a pair with a lost picture as different people', () => {
    expect(comparePairs(pairs, vectors, dot).map(({ similarity }) => Number(similarity.toFixed(3)))).toEqual([
      0.8, 0, -1,
    ]);
  });
});

describe('evaluateSet', () => {
  test('takes accuracy from the list and error rates from all pairs of its pictures', () => {
    const { bestThreshold, tenFold, allAgainstAll, pairs: counts } = evaluateSet(pairs, vectors, dot);
    expect(bestThreshold.accuracy).toBeCloseTo(2 / 3, 12);
    expect(tenFold).toBeUndefined();
    expect(counts).toEqual({ same: 2, different: 1 });
    expect(allAgainstAll).toMatchObject({ genuinePairs: 1, impostorPairs: 2 });
    expect(allAgainstAll.rates.every(({ point, reliable }) => point === undefined && !reliable)).toBe(true);
  });
});
