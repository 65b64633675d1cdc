import { expect, test } from 'vitest';
import { createVectorIndex } from '../../../../src/templates/search/create-vector-index.ts';
import { dot, randomUnit, seeded } from '../../../unit/templates/search/vectors.ts';

test('finds in Chromium what a plain loop finds', () => {
  const random = seeded(1);
  const vectors = Array.from({ length: 5000 }, () => randomUnit(512, random));
  const query = randomUnit(512, random);
  const index = createVectorIndex({ dimension: 512 });
  for (const vector of vectors) index.add(vector);
  const similarities = vectors.map((vector) => dot(vector, query));
  const best = similarities.indexOf(Math.max(...similarities));
  expect(index.kernel).toBe('wasm-simd');
  expect(index.search(query, 1)[0]?.index).toBe(best);
});
