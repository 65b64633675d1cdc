import { expect, test } from 'vitest';
import { pairRates } from '../../../../scripts/evaluate-grouping/pair-rates.ts';

test('precision and recall count pairs', () => {
  const people = ['a', 'a', 'a', 'b', 'b', 'c'];
  expect(pairRates([[0, 1, 2], [3, 4], [5]], people)).toEqual({ precision: 1, recall: 1 });
  // Three pairs, one of them right; four pairs there are.
  expect(pairRates([[0, 1, 3], [2], [4], [5]], people)).toEqual({ precision: 1 / 3, recall: 1 / 4 });
  expect(pairRates([[0], [1], [2], [3], [4], [5]], people)).toEqual({ precision: 1, recall: 0 });
});
