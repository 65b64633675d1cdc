import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalisedSimilarity } from '../../../src/templates/commonness.ts';

const similarity = fc.double({ min: -1, max: 1, noNaN: true });
const commonness = fc.double({ min: 0, max: 1, noNaN: true });

describe('a normalised similarity', () => {
  test('rises with the similarity, within -1 to 1', () => {
    fc.assert(
      fc.property(similarity, similarity, commonness, commonness, (one, other, a, b) => {
        const [low, high] = [one, other].sort((x, y) => x - y) as [number, number];
        const [from, to] = [normalisedSimilarity(low, a, b), normalisedSimilarity(high, a, b)];
        expect(from).toBeGreaterThanOrEqual(-1);
        expect(to).toBeLessThanOrEqual(1);
        expect(to).toBeGreaterThanOrEqual(from);
      }),
    );
  });

  test('never rises as either face gets more common', () => {
    fc.assert(
      fc.property(similarity, commonness, commonness, commonness, (value, a, one, other) => {
        const [less, more] = [one, other].sort((x, y) => x - y) as [number, number];
        expect(normalisedSimilarity(value, a, more)).toBeLessThanOrEqual(
          normalisedSimilarity(value, a, less),
        );
      }),
    );
  });

  test('does not depend on which of the two comes first', () => {
    fc.assert(
      fc.property(similarity, commonness, commonness, (value, a, b) => {
        expect(normalisedSimilarity(value, a, b)).toBe(normalisedSimilarity(value, b, a));
      }),
    );
  });

  test('is 1 for equal faces, and keeps its sign for the most common ones', () => {
    for (const common of [0, 0.1, 0.2, 0.5, 0.8, 1]) {
      expect(normalisedSimilarity(1, common, common)).toBe(1);
    }
    expect(normalisedSimilarity(0.5, 1, 1)).toBeLessThan(0);
    expect(normalisedSimilarity(0.95, 1, 1)).toBeGreaterThan(0);
  });

  test('is the similarity itself if one of the faces is not common', () => {
    fc.assert(
      fc.property(similarity, commonness, (value, a) => {
        expect(normalisedSimilarity(value, a, 0)).toBe(value);
      }),
    );
  });

  test('is the similarity itself if no commonness is known', () => {
    fc.assert(
      fc.property(similarity, (value) => {
        expect(normalisedSimilarity(value, 0, 0)).toBe(value);
      }),
    );
  });
});
