import { expect, test } from 'vitest';
import { poseAgreement } from '../../../../../scripts/evaluate/geometry/pose-agreement.ts';

test('yaws agree by how far heads are turned, whichever the side', () => {
  const { pictures, correlation, difference } = poseAgreement([
    [-10, 12],
    [20, 22],
    [-30, 32],
  ]);
  expect(pictures).toBe(3);
  expect(correlation).toBeCloseTo(1);
  expect(difference).toBeCloseTo(2);
});

test('yaws that have nothing in common do not agree', () => {
  const yaws = [
    [10, 10],
    [10, 20],
    [20, 10],
    [20, 20],
  ] as const;
  expect(poseAgreement(yaws).correlation).toBeCloseTo(0);
});
