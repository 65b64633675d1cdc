import { expect, test } from 'vitest';
import { mergeTemplates } from '../../../src/templates/merge-templates.ts';
import { cosineSimilarity } from '../../../src/templates/similarity.ts';
import type { Template } from '../../../src/templates/template-bytes.ts';
import { probeOf, randomUnit, seeded } from './search/vectors.ts';

const template = (vector: Float32Array, quality = 50): Template => ({
  fingerprint: new Uint8Array(8),
  quality,
  vector,
  commonness: { value: 0.5, cohort: 1 },
});

test('is nearer to another picture of the person than its parts are', () => {
  const random = seeded(1);
  const person = randomUnit(512, random);
  const parts = [1, 2, 3].map(() => template(probeOf(person, 0.6, random))) as [Template, ...Template[]];
  const { vector } = mergeTemplates(parts);
  const probe = probeOf(person, 0.6, random);
  for (const part of parts) {
    expect(cosineSimilarity(vector, probe)).toBeGreaterThan(cosineSimilarity(part.vector, probe));
  }
  expect(cosineSimilarity(vector, vector)).toBeCloseTo(1, 5);
});

test('has the mean of the qualities, and no commonness of its parts', () => {
  const vector = randomUnit(512, seeded(2));
  const merged = mergeTemplates([template(vector, 40), template(vector, 60)]);
  expect(merged.quality).toBeCloseTo(50, 5);
  expect(merged).not.toHaveProperty('commonness');
});

test('templates that take each other out are refused', () => {
  const vector = randomUnit(512, seeded(3));
  const opposite = vector.map((value) => -value);
  expect(() => mergeTemplates([template(vector), template(opposite)])).toThrow('not of one person');
});
