import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exifOrientation, takeExifOrientation } from '../../../src/media/exif-orientation.ts';
import { exifOf, joined, prefixed } from '../../support/picture-files.ts';

const ALL = [1, 2, 3, 4, 5, 6, 7, 8];

describe('the orientation in EXIF data', () => {
  test.each(ALL)(
    '%i is read in either order of bytes, with and without the prefix of JPEG',
    (orientation) => {
      for (const littleEndian of [true, false]) {
        const exif = exifOf(orientation, { littleEndian });
        expect(exifOrientation(exif)).toBe(orientation);
        expect(exifOrientation(prefixed(exif))).toBe(orientation);
      }
    },
  );

  test('is taken once', () => {
    for (const littleEndian of [true, false]) {
      const exif = prefixed(exifOf(6, { littleEndian }));
      expect(takeExifOrientation(exif)).toBe(6);
      expect(exif).toEqual(prefixed(exifOf(1, { littleEndian })));
      expect(takeExifOrientation(exif)).toBe(1);
    }
  });

  test.each([
    ['no orientation at all', exifOf(0)],
    ['one beyond eight', exifOf(9)],
    ['a number of another kind', exifOf(6, { type: 4 })],
    ['data cut off in their header', exifOf(6).slice(0, 6)],
    ['data cut off in the entry', exifOf(6).slice(0, 18)],
    ['a directory outside of the data', joined(exifOf(6).slice(0, 4), [255, 255, 255, 255])],
    ['another order of bytes', joined([0x4a, 0x4a], exifOf(6).slice(2))],
    ['nothing', new Uint8Array()],
  ])('is upright with %s', (_name, exif) => {
    const before = exif.slice();
    expect(takeExifOrientation(exif)).toBe(1);
    expect(exif).toEqual(before);
  });

  test('is read of whatever bytes without an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const exif = joined([0x49, 0x49, 42, 0, 8, 0, 0, 0], bytes);
        expect(ALL).toContain(takeExifOrientation(exif));
      }),
    );
  });
});
