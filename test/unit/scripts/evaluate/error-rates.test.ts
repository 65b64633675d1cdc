import { describe, expect, test } from 'vitest';
import { compareAll, isReliable, operatingPoint, ratesAt } from '../../../../scripts/evaluate/error-rates.ts';

const dot = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

/** 0.001, 0.002, … 1: the k-th highest of a thousand is 1 - (k - 1) / 1000. */
const thousand = Float32Array.from({ length: 1000 }, (_, index) => (index + 1) / 1000);

describe('compareAll', () => {
  test('compares every two pictures once and sorts the similarities by whose they are', () => {
    const item = (identity: string, x: number, y: number) => ({ identity, template: Float32Array.of(x, y) });
    const { genuine, impostor } = compareAll(
      [item('A', 1, 0), item('A', 0.8, 0.6), item('B', 0, 1), item('B', -1, 0)],
      dot,
    );
    expect([...genuine].map((value) => Number(value.toFixed(3)))).toEqual([0, 0.8]);
    expect([...impostor].map((value) => Number(value.toFixed(3)))).toEqual([-1, -0.8, 0, 0.6]);
  });

  test('gives empty lists for a single picture', () => {
    const { genuine, impostor } = compareAll([{ identity: 'A', template: Float32Array.of(1) }], dot);
    expect(genuine.length + impostor.length).toBe(0);
  });
});

describe('ratesAt', () => {
  test('accepts from the threshold on', () => {
    const similarities = {
      genuine: Float32Array.of(0.25, 0.5, 0.75),
      impostor: Float32Array.of(0, 0.25, 0.5),
    };
    expect(ratesAt(0.5, similarities)).toEqual({ threshold: 0.5, fmr: 1 - 2 / 3, fnmr: 1 / 3 });
  });
});

describe('operatingPoint', () => {
  const genuine = Float32Array.of(0.5, 0.985, 0.995, 1);

  test.each([
    [1e-1, 0.901, 0.1, 0.25],
    [1e-2, 0.991, 0.01, 0.5],
    [1e-3, 1, 0.001, 0.75],
  ])('at FMR %d the threshold is %d', (wanted, threshold, fmr, fnmr) => {
    const point = operatingPoint(wanted, { genuine, impostor: thousand });
    expect(point?.threshold).toBeCloseTo(threshold, 6);
    expect(point?.fmr).toBeCloseTo(fmr, 9);
    expect(point?.fnmr).toBe(fnmr);
  });

  test('never exceeds the rate wanted if similarities are equal', () => {
    const impostor = Float32Array.of(0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.75, 0.875);
    expect(operatingPoint(0.5, { genuine, impostor })).toMatchObject({ threshold: 0.75 });
  });

  test('is not given if the impostor pairs cannot show the rate', () => {
    expect(operatingPoint(1e-4, { genuine, impostor: thousand })).toBeUndefined();
    expect(operatingPoint(0.5, { genuine, impostor: Float32Array.of(0.5, 0.5) })).toBeUndefined();
  });
});

test('a rate needs thirty errors to be more than a hint', () => {
  const genuine = new Float32Array();
  expect(isReliable(1e-2, { genuine, impostor: thousand })).toBe(false);
  expect(isReliable(3e-2, { genuine, impostor: thousand })).toBe(true);
});
