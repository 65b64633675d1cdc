import { expect, test } from 'vitest';
import { cosineSimilarity } from '../../../src/templates/similarity.ts';
import { randomUnit, seeded, unit } from './search/vectors.ts';

test('is the cosine between vectors of unit length', () => {
  const [east, north, between] = [unit([1, 0]), unit([0, 1]), unit([1, 1])];
  expect(cosineSimilarity(east, east)).toBe(1);
  expect(cosineSimilarity(east, north)).toBe(0);
  expect(cosineSimilarity(east, unit([-1, 0]))).toBe(-1);
  expect(cosineSimilarity(east, between)).toBeCloseTo(Math.SQRT1_2, 6);
});

test('does not depend on which is the probe', () => {
  const random = seeded(1);
  const [one, other] = [randomUnit(512, random), randomUnit(512, random)];
  expect(cosineSimilarity(one, other)).toBe(cosineSimilarity(other, one));
});
