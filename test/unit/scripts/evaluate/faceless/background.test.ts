import { expect, test } from 'vitest';
import { backgroundParts } from '../../../../../scripts/evaluate/faceless/background.ts';
import { randomNumbers } from '../../../../../scripts/evaluate/random-numbers.ts';
import { intersection } from '../../../../../src/vision/detection.ts';

const SIZE = { width: 250, height: 250 };

test('parts of the background lie in the picture and touch neither face nor hair', () => {
  const face = { x: 80, y: 80, width: 90, height: 100 };
  const hair = { x: 60, y: 60, width: 130, height: 140 };
  const parts = backgroundParts(SIZE, face, 10, randomNumbers(1));
  expect(parts).toHaveLength(10);
  for (const part of parts) {
    expect(intersection(part, hair)).toBe(0);
    expect(intersection(part, { x: 0, y: 0, ...SIZE })).toBe(part.width * part.height);
  }
});

test('a picture that is all face gives none', () => {
  expect(backgroundParts(SIZE, { x: 0, y: 0, ...SIZE }, 10, randomNumbers(1))).toEqual([]);
});
