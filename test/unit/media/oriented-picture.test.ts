import { expect, test } from 'vitest';
import { wholeOf } from '../../../src/media/geometry.ts';
import { orientationOf, orientedPicture } from '../../../src/media/oriented-picture.ts';
import type { Picture } from '../../../src/media/picture.ts';
import { PixelPicture } from '../../support/pixel-picture.ts';

/** Two rows of three pixels: 1 2 3 above 4 5 6. */
const stored = PixelPicture.painted(3, 2, (x, y) => [1 + x + 3 * y, 0, 0]);

function rowsOf(picture: Picture): string {
  const { width, height } = picture;
  const { data } = picture.read(wholeOf(picture), width, height);
  const reds = Array.from({ length: width * height }, (_, index) => data[4 * index]);
  return reds.join('').replace(new RegExp(`.{${width}}(?=.)`, 'g'), '$& ');
}

test.each([
  [1, '123 456'],
  [2, '321 654'],
  [3, '654 321'],
  [4, '456 123'],
  [5, '14 25 36'],
  [6, '41 52 63'],
  [7, '63 52 41'],
  [8, '36 25 14'],
] as const)('a picture stored with the orientation %i is seen upright', (orientation, rows) => {
  expect(rowsOf(orientedPicture(stored, orientation))).toBe(rows);
});

test('a part of it is the part of what is seen', () => {
  const part = orientedPicture(stored, 5).read({ x: 1, y: 1, width: 1, height: 2 }, 1, 2);
  expect([part.data[0], part.data[4]]).toEqual([5, 6]);
});

test('an orientation is named by whether it mirrors and how often it turns', () => {
  const names = [false, true].map((isMirrored) =>
    [0, 1, 2, 3].map((turns) => orientationOf(isMirrored, turns)),
  );
  expect(names).toEqual([
    [1, 6, 3, 8],
    [2, 7, 4, 5],
  ]);
});
