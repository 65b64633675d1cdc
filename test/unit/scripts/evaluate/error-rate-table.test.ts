import { describe, expect, test } from 'vitest';
import { countErrors, errorRateFile } from '../../../../scripts/evaluate/error-rate-table.ts';

describe('countErrors', () => {
  const knots: [number, number][] = [
    [-1, 0],
    [0.2, 0.5],
    [0.4, 0.85],
    [1, 1],
  ];
  const rows = countErrors(
    { impostor: Float32Array.of(-0.5, 0.1, 0.3), genuine: Float32Array.of(0.1, 0.6, 0.9) },
    { knots },
  );

  test('counts impostor pairs at or above each threshold and genuine pairs below it', () => {
    const at = (score: number) => rows.find(([each]) => each === score);
    expect(at(0)).toEqual([0, -1, 3, 0]);
    expect(at(0.5)).toEqual([0.5, 0.2, 1, 1]);
    expect(at(0.85)).toEqual([0.85, 0.4, 0, 1]);
    expect(at(1)).toEqual([1, 1, 0, 3]);
  });

  test('covers the scale by equal steps', () => {
    expect(rows).toHaveLength(201);
    expect(rows[100]?.[0]).toBe(0.5);
  });
});

test('the table lies beside its manifest', () => {
  expect(errorRateFile('models/default.json')).toBe('models/default-error-rates.json');
});
