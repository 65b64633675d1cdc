import { describe, expect, test } from 'vitest';
import { compareVectors } from '../../../../src/templates/search/compare-vectors.ts';
import { dot, randomUnit, seeded } from './vectors.ts';

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
