import { describe, expect, test } from 'vitest';
import { groupsOf, identityOf, parsePairs, picturesOf } from '../../../../scripts/evaluate/labelled-pairs.ts';

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

describe('groups of people', () => {
  const WITH_GROUP = `${HEADER}\tgroup`;

  test('are those of both people of a line, and none if the line leaves them open', () => {
    const pairs = parsePairs(`${WITH_GROUP}\nA/1\tA/2\t1\teast\nA/1\tB/1\t0\teast\nA/1\tC/1\t0\t`);
    expect([...groupsOf(pairs)]).toEqual([
      ['A', 'east'],
      ['B', 'east'],
    ]);
  });

  test('are one for each person', () => {
    const pairs = parsePairs(`${WITH_GROUP}\nA/1\tA/2\t1\teast\nA/1\tB/1\t0\twest`);
    expect(() => groupsOf(pairs)).toThrow('has A in two groups, "east" and "west"');
  });

  test('need their column in each line', () => {
    expect(() => parsePairs(`${WITH_GROUP}\nA/1\tA/2\t1`)).toThrow('Line 2');
  });
});

test('picturesOf names every picture once, in the order of first mention', () => {
  const pairs = parsePairs(`${HEADER}\nA/1\tA/2\t1\nB/1\tA/1\t0`);
  expect(picturesOf(pairs)).toEqual(['A/1', 'A/2', 'B/1']);
});

test('identityOf is the folder of a picture', () => {
  expect(identityOf('set/Jane_Doe/Jane_Doe_0001.jpg')).toBe('set/Jane_Doe');
});
