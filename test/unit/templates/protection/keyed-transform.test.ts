import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyedTransform } from '../../../../src/templates/protection/keyed-transform.ts';
import { cosineSimilarity } from '../../../../src/templates/similarity.ts';
import { vectorOf } from '../../../support/gallery.ts';

const secretOf = (number: number) => new Uint8Array(32).fill(number);
const DIMENSION = 512;

test('keeps every cosine', async () => {
  const transform = await createKeyedTransform(secretOf(1), DIMENSION);
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (one, two) => {
      const [a, b] = [vectorOf(one, DIMENSION), vectorOf(two, DIMENSION)];
      expect(cosineSimilarity(transform.apply(a), transform.apply(b))).toBeCloseTo(cosineSimilarity(a, b), 6);
    }),
  );
});

test('is undone by its inverse', async () => {
  const transform = await createKeyedTransform(secretOf(1), DIMENSION);
  const vector = vectorOf(7, DIMENSION);
  transform.invert(transform.apply(vector)).forEach((value, i) => {
    expect(value).toBeCloseTo(vector[i] ?? Number.NaN, 6);
  });
});

test('is the same for the same secret, and for another compares like a stranger', async () => {
  const [one, same, other] = await Promise.all(
    [1, 1, 2].map((number) => createKeyedTransform(secretOf(number), DIMENSION)),
  );
  if (!one || !same || !other) throw new Error('not made');
  const vector = vectorOf(7, DIMENSION);
  expect(same.apply(vector)).toEqual(one.apply(vector));
  expect(same.id).toBe(one.id);
  expect(other.id).not.toBe(one.id);
  // Random directions in 512 dimensions: a standard deviation of 0.044.
  expect(Math.abs(cosineSimilarity(one.apply(vector), other.apply(vector)))).toBeLessThan(0.25);
});

test('moves even the sparsest vector off every axis', async () => {
  const transform = await createKeyedTransform(secretOf(3), DIMENSION);
  const axis = new Float32Array(DIMENSION);
  axis[0] = 1;
  expect(Math.max(...transform.apply(axis).map(Math.abs))).toBeLessThan(0.3);
});

describe('refuses', () => {
  test('a secret that is too short', async () => {
    await expect(createKeyedTransform(new Uint8Array(8), DIMENSION)).rejects.toThrow(TypeError);
  });
  test('a dimension that is no power of two', async () => {
    await expect(createKeyedTransform(secretOf(1), 500)).rejects.toThrow(TypeError);
  });
  test('a vector of another dimension', async () => {
    const transform = await createKeyedTransform(secretOf(1), DIMENSION);
    expect(() => transform.apply(vectorOf(1, 256))).toThrow(TypeError);
  });
});
