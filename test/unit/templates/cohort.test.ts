import { describe, expect, test } from 'vitest';
import { cohortFile } from '../../../scripts/evaluate/cohort/cohort-file.ts';
import { readCohort } from '../../../src/templates/cohort.ts';
import { randomUnit, seeded } from './search/vectors.ts';

const DIMENSION = 64;
const random = seeded(1);
const vectors = Array.from({ length: 50 }, () => randomUnit(DIMENSION, random));
const TYPICAL = 0.1;
const bytes = cohortFile(vectors, TYPICAL);

describe('a cohort', () => {
  test('tells how much more alike a vector is to the three nearest of its vectors than most are', () => {
    const probe = randomUnit(DIMENSION, seeded(2));
    const similarities = vectors.map((vector) => vector.reduce((sum, x, i) => sum + x * (probe[i] ?? 0), 0));
    const nearest = similarities.sort((a, b) => b - a).slice(0, 3);
    const { value, cohort } = readCohort(bytes, DIMENSION, 7).commonnessOf(probe);
    expect(value).toBeCloseTo(nearest.reduce((sum, each) => sum + each, 0) / 3 - TYPICAL, 2);
    expect(cohort).toBe(7);
  });

  test('of fewer vectors takes all of them', () => {
    const [only = new Float32Array()] = vectors;
    expect(readCohort(cohortFile([only], 0), DIMENSION, 0).commonnessOf(only).value).toBeCloseTo(1, 2);
  });

  test('takes nobody for less common than most', () => {
    const [first = new Float32Array()] = vectors;
    const opposite = first.map((value) => -value);
    expect(readCohort(cohortFile([first], 0), DIMENSION, 0).commonnessOf(opposite).value).toBe(0);
  });

  test.each<[string, (copy: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>, RegExp]>([
    ['nothing', () => new Uint8Array(), /cut off/],
    ['a part of it', (copy) => copy.slice(0, -1), /cut off/],
    ['more than it', (copy) => new Uint8Array([...copy, 0]), /too long/],
    ['other bytes', (copy) => copy.fill(1), /does not start like a cohort/],
    ['a newer version of it', (copy) => copy.with(4, 2), /version/],
    ['one without vectors', (copy) => copy.fill(0, 8, 12).slice(0, 12), /cut off/],
  ])('is not read from %s', (_what, damage, message) => {
    expect(() => readCohort(damage(bytes.slice()), DIMENSION, 0)).toThrow(message);
  });

  test('is of one dimension: another model’s is refused, and its vectors are', () => {
    expect(() => readCohort(bytes, 32, 0)).toThrow(/64 components, not 32/);
    expect(() => readCohort(bytes, DIMENSION, 0).commonnessOf(new Float32Array(32))).toThrow(RangeError);
  });
});
