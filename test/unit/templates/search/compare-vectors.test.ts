import { describe, expect, test } from 'vitest';
import { compareVectors } from '../../../../src/templates/search/compare-vectors.ts';
import { createVectorIndex } from '../../../../src/templates/search/create-vector-index.ts';
import { rerank } from '../../../../src/templates/search/rerank.ts';
import { dot, probeOf, randomUnit, seeded } from './vectors.ts';

describe('compareVectors', () => {
  test('gives the similarity to each reference, in their order', () => {
    const random = seeded(1);
    for (const dimension of [128, 512]) {
      const probe = randomUnit(dimension, random);
      const references = Array.from({ length: 70 }, () => randomUnit(dimension, random));
      const similarities = compareVectors(probe, references);
      expect(similarities.length).toBe(70);
      references.forEach((reference, i) => {
        expect(similarities[i]).toBeCloseTo(dot(probe, reference), 5);
      });
    }
  });

  test('keeps nothing of a call, also of one that failed', () => {
    const random = seeded(2);
    const probe = randomUnit(512, random);
    expect(() => compareVectors(probe, [probe, new Float32Array(3)])).toThrow(TypeError);
    expect(compareVectors(probe, []).length).toBe(0);
    expect(compareVectors(probe, [probe])[0]).toBeCloseTo(1, 5);
  });
});

describe('rerank', () => {
  test('gives what a float search gives, from the candidates of an 8-bit search', () => {
    const random = seeded(3);
    const people = Array.from({ length: 2000 }, () => randomUnit(64, random));
    const floats = createVectorIndex({ dimension: 64 });
    const bytes = createVectorIndex({ dimension: 64, type: 'i8' });
    for (const person of people) {
      floats.add(person);
      bytes.add(person);
    }
    for (let i = 0; i < 100; i++) {
      const probe = probeOf(people[i] as Float32Array, 0.3, random);
      const candidates = bytes.search(probe, { k: 50 });
      const best = rerank(probe, candidates, (index) => people[index] as Float32Array, 3);
      expect(best.map(({ index }) => index)).toEqual(
        floats.search(probe, { k: 3 }).map(({ index }) => index),
      );
    }
  });
});
