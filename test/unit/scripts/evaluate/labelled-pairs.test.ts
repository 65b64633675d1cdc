import { describe, expect, test } from 'vitest';
import { identityOf, parsePairs, picturesOf } from '../../../../scripts/evaluate/labelled-pairs.ts';

const HEADER = 'image_a\timage_b\tsame';

describe('parsePairs', () => {
  test('reads pairs under either line end and ignores empty lines', () => {
    expect(parsePairs(`${HEADER}\r\nA/1.jpg\tA/2.jpg\t1\r\n\nA/1.jpg\tB/1.jpg\t0\n`)).toEqual([
      { pictureA: 'A/1.jpg', pictureB: 'A/2.jpg', same: true },
      { pictureA: 'A/1.jpg', pictureB: 'B/1.jpg', same: false },
    ]);
  });

  test.each([
    ['without the header', 'A/1.jpg\tA/2.jpg\t1', 'must begin with'],
    ['without a pair', `${HEADER}\n`, 'no pair'],
    ['with a third value', `${HEADER}\nA/1.jpg\tA/2.jpg\tyes`, 'Line 2'],
    ['with a column missing', `${HEADER}\nA\tB\t1\nA\t1`, 'Line 3'],
  ])('refuses a list %s', (_case, text, reason) => {
    expect(() => parsePairs(text)).toThrow(reason);
  });
});

test('picturesOf names every picture once, in the order of first mention', () => {
  const pairs = parsePairs(`${HEADER}\nA/1\tA/2\t1\nB/1\tA/1\t0`);
  expect(picturesOf(pairs)).toEqual(['A/1', 'A/2', 'B/1']);
});

test('identityOf is the folder of a picture', () => {
  expect(identityOf('set/Jane_Doe/Jane_Doe_0001.jpg')).toBe('set/Jane_Doe');
});
