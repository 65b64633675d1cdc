import { describe, expect, test } from 'vitest';
import type { Box } from '../../../../src/media/geometry.ts';
import type { Sampling } from '../../../../src/media/picture.ts';
import { readScaled } from '../../../../src/media/scaling/read-scaled.ts';
import { rowsOfPixels } from '../../../../src/media/unscaled-pixels.ts';

/** A picture of grey pixels, and its parts. */
function picture(width: number, height: number, grey: (x: number, y: number) => number) {
  const bytes = new Uint8Array(4 * width * height);
  for (let at = 0; at < width * height; at++) {
    bytes.fill(grey(at % width, Math.floor(at / width)), 4 * at, 4 * at + 3);
  }
  const pixels = { bytes, order: 'rgb', release: () => undefined } as const;
  return (region: Box, columns: number, rows: number, sampling: Sampling = 'smooth') =>
    readScaled({ width, height }, region, columns, rows, sampling, (thinning) =>
      rowsOfPixels(pixels, width, thinning),
    ).data;
}

const reds = (data: Uint8ClampedArray) => [...data.filter((_, at) => at % 4 === 0)];

/** Rises by 4 a pixel to the right, and by 1 downwards. */
const slope = picture(50, 40, (x, y) => 4 * x + y);

describe('a part of a picture', () => {
  test('that is not scaled is what it was, and opaque', () => {
    const data = slope({ x: 3, y: 5, width: 6, height: 2 }, 6, 2);
    expect(reds(data)).toEqual([17, 21, 25, 29, 33, 37, 18, 22, 26, 30, 34, 38]);
    expect([...data.slice(0, 8)]).toEqual([17, 17, 17, 255, 21, 21, 21, 255]);
  });

  test('scaled down is the mean of all that a pixel covers, by how much of each', () => {
    const stripes = picture(15, 5, (x) => (x % 5 < 2 ? 250 : 0));
    expect(reds(stripes({ x: 0, y: 0, width: 15, height: 5 }, 3, 1))).toEqual([100, 100, 100]);
    // Two pixels and a half each: of the first ones two are bright.
    expect(reds(stripes({ x: 0, y: 0, width: 10, height: 5 }, 4, 2)).slice(0, 4)).toEqual([200, 0, 200, 0]);
  });

  test('scaled down by less than two lies between its pixels', () => {
    const data = slope({ x: 0, y: 0, width: 12, height: 9 }, 8, 6);
    expect(reds(data).slice(0, 3)).toEqual([1, 7, 13].map((value) => expect.closeTo(value, -0.1)));
  });

  test('scaled up lies between its pixels, and at the edge is the last one', () => {
    const data = slope({ x: 0, y: 0, width: 2, height: 1 }, 8, 1);
    expect(reds(data)).toEqual([0, 0, 1, 2, 3, 4, 5, 6].map((value) => expect.closeTo(value, -0.1)));
  });

  test('scaled down far is made of some of its pixels, evenly spread', () => {
    const data = slope({ x: 0, y: 0, width: 48, height: 36 }, 4, 3);
    const means = [0, 1, 2].flatMap((row) =>
      [0, 1, 2, 3].map((column) => 4 * (12 * column + 5.5) + 12 * row + 5.5),
    );
    expect(reds(data)).toEqual(means.map((value) => expect.closeTo(value, -0.5)));
  });

  test('is black and opaque outside the picture', () => {
    const bright = picture(8, 8, () => 200);
    const data = bright({ x: -2, y: 6, width: 4, height: 4 }, 4, 4);
    expect(reds(data)).toEqual([0, 0, 200, 200, 0, 0, 200, 200, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(data.filter((_, at) => at % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
    expect(reds(bright({ x: 20, y: 20, width: 4, height: 4 }, 2, 2))).toEqual([0, 0, 0, 0]);
  });

  test('sampled bilinearly takes the nearest pixels only', () => {
    const stripes = picture(32, 16, (x) => (x % 8 === 4 ? 240 : 0));
    expect(reds(stripes({ x: 0, y: 0, width: 32, height: 16 }, 4, 2, 'bilinear'))).toEqual(
      Array(8).fill(120),
    );
  });

  test.each([
    [1, 1],
    [1, 500],
    [3_000, 2],
    [700, 500],
  ])('of a plain picture of %i x %i pixels is plain, however it is scaled', (width, height) => {
    const plain = picture(width, height, () => 77);
    for (const [columns, rows] of [
      [1, 1],
      [7, 5],
      [320, 32],
    ] as const) {
      const region = { x: 0, y: 0, width: width - 0.001, height };
      expect(new Set(reds(plain(region, columns, rows)))).toEqual(new Set([77]));
    }
  });
});
