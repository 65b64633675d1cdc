import { describe, expect, test } from 'vitest';
import { colorMatrix } from '../../../src/media/color-matrix.ts';
import { PlanarPicture } from '../../../src/media/planar-picture.ts';
import type { Plane, Planes } from '../../../src/media/planes.ts';

/** A plane whose samples are told by their place. */
function plane(width: number, height: number, sample: (x: number, y: number) => number): Plane {
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    sample(at % width, Math.floor(at / width)),
  );
  return { data, stride: width, width, height };
}

const grey = (width: number, height: number) => plane(width, height, () => 128);

/** As a JPEG stores them, unless told otherwise. */
function pictureOf(planes: Planes, space = { matrix: 'smpte170m', fullRange: true }): PlanarPicture {
  const matrix = colorMatrix(space);
  if (!matrix) throw new Error('No matrix of this name');
  return new PlanarPicture({ planes, release: () => undefined }, matrix);
}

/** Luma rises by 4 a pixel to the right; colour is at half its resolution. */
const ramp = pictureOf([plane(32, 16, (x) => 4 * x), grey(16, 8), grey(16, 8)]);

const columnOf = (
  picture: PlanarPicture,
  ...[region, width, height, sampling]: Parameters<PlanarPicture['read']>
) => {
  const { data } = picture.read(region, width, height, sampling);
  return Array.from({ length: width }, (_, column) => data[4 * column]);
};

describe('a picture of planes', () => {
  test('without colour gives its luma in every channel', () => {
    const { data, width, height } = ramp.read({ x: 0, y: 0, width: 32, height: 16 }, 32, 16);
    expect([width, height]).toEqual([32, 16]);
    expect([...data.slice(0, 12)]).toEqual([0, 0, 0, 255, 4, 4, 4, 255, 8, 8, 8, 255]);
  });

  test.each([
    ['white', [255, 128, 128], [255, 255, 255]],
    ['red', [76, 85, 255], [254, 0, 0]],
    ['blue', [29, 255, 107], [0, 0, 254]],
  ] as const)('in %s is what JFIF says', (_, [y, cb, cr], rgb) => {
    const picture = pictureOf([plane(4, 4, () => y), plane(2, 2, () => cb), plane(2, 2, () => cr)]);
    const { data } = picture.read({ x: 0, y: 0, width: 4, height: 4 }, 1, 1);
    expect([...data.slice(0, 3)]).toEqual(rgb.map((value) => expect.closeTo(value, -0.5)));
  });

  test.each([
    ['white by BT.601', 'smpte170m', [235, 128, 128], [255, 255, 255]],
    ['black by BT.601', 'bt470bg', [16, 128, 128], [0, 0, 0]],
    ['red by BT.601', 'smpte170m', [81, 90, 240], [255, 0, 0]],
    ['red by BT.709', 'bt709', [63, 102, 240], [255, 0, 0]],
    ['green by BT.709', 'bt709', [173, 42, 26], [0, 255, 0]],
  ] as const)('of the limited range is in %s what videos mean', (_, matrix, [y, cb, cr], rgb) => {
    const planes: Planes = [plane(4, 4, () => y), plane(2, 2, () => cb), plane(2, 2, () => cr)];
    const picture = pictureOf(planes, { matrix, fullRange: false });
    const { data } = picture.read({ x: 0, y: 0, width: 4, height: 4 }, 1, 1);
    expect([...data.slice(0, 3)]).toEqual(rgb.map((value) => expect.closeTo(value, -0.5)));
  });

  test('scaled down is the mean of what each pixel covers', () => {
    expect(columnOf(ramp, { x: 0, y: 0, width: 24, height: 12 }, 4, 2)).toEqual([10, 34, 58, 82]);
  });

  test('scaled up lies between its pixels', () => {
    expect(columnOf(ramp, { x: 8, y: 0, width: 2, height: 2 }, 4, 4)).toEqual([31, 33, 35, 37]);
  });

  test('sampled bilinearly takes the nearest pixels only', () => {
    const stripes = pictureOf([plane(32, 16, (x) => (x % 4 === 2 ? 255 : 0)), grey(16, 8), grey(16, 8)]);
    const all = { x: 0, y: 0, width: 32, height: 16 };
    expect(columnOf(stripes, all, 8, 4, 'bilinear')).toEqual(Array(8).fill(128));
    expect(columnOf(stripes, all, 8, 4)).toEqual(Array(8).fill(64));
  });

  test('is black outside', () => {
    expect(columnOf(ramp, { x: -4, y: 0, width: 8, height: 4 }, 8, 4)).toEqual([0, 0, 0, 0, 0, 4, 8, 12]);
    expect(columnOf(ramp, { x: 28, y: 0, width: 8, height: 4 }, 8, 4)).toEqual([
      112, 116, 120, 124, 0, 0, 0, 0,
    ]);
  });

  test('gives nothing once it is closed', () => {
    const picture = pictureOf([grey(2, 2), grey(1, 1), grey(1, 1)]);
    picture.close();
    expect(() => picture.read({ x: 0, y: 0, width: 2, height: 2 }, 2, 2)).toThrow('closed');
  });
});
