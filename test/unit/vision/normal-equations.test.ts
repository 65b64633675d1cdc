import { expect, test } from 'vitest';
import { NormalEquations } from '../../../src/vision/normal-equations.ts';

test('equations are solved by least squares', () => {
  const line = new NormalEquations(2);
  for (const [x, y] of [
    [0, 1],
    [1, 3],
    [2, 5],
    [1, 4],
    [1, 2],
  ] as const)
    line.add([x, 1], y);
  const [slope, offset] = line.solve() ?? [];
  expect(slope).toBeCloseTo(2, 9);
  expect(offset).toBeCloseTo(1, 9);
});

test('too few equations have no solution', () => {
  const open = new NormalEquations(2);
  open.add([1, 0], 1);
  expect(open.solve()).toBeUndefined();
});
