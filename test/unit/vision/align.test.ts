import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FacePoints } from '../../../src/media/geometry.ts';
import { ARCFACE_REFERENCE, alignFace } from '../../../src/vision/align.ts';
import { apply } from '../../../src/vision/similarity-transform.ts';
import { PixelPicture } from '../../support/pixel-picture.ts';

const SIZE = 112;

function aligned(picture: PixelPicture, points: FacePoints) {
  const out = { data: new Uint8ClampedArray(SIZE * SIZE * 4), width: SIZE, height: SIZE };
  return alignFace(picture, points, ARCFACE_REFERENCE, out);
}

const mapped = (map: (point: { x: number; y: number }) => { x: number; y: number }) =>
  ARCFACE_REFERENCE.map(map) as unknown as FacePoints;

const colourAt = (data: Uint8ClampedArray, x: number, y: number) => [
  ...data.slice((y * SIZE + x) * 4, (y * SIZE + x) * 4 + 3),
];

describe('an aligned face', () => {
  test('that lies there already is the picture itself', () => {
    const picture = PixelPicture.painted(SIZE + 8, SIZE + 8, (x, y) => [x, y, (x * y) % 256]);
    const { data } = aligned(
      picture,
      mapped(({ x, y }) => ({ x: x + 4, y: y + 4 })),
    );
    for (const [x, y] of [
      [0, 0],
      [50, 20],
      [111, 111],
    ] as const) {
      expect(colourAt(data, x, y)).toEqual(picture.at(x + 4, y + 4));
    }
  });

  test('shows its points on the reference points, however it was turned, scaled and shifted', () => {
    const turn = fc.record({
      angle: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
      scale: fc.double({ min: 0.7, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(turn, ({ angle, scale }) => {
        // The colours tell the place: red rises with x, green with y, over 500 pixels.
        const picture = PixelPicture.painted(500, 500, (x, y) => [x / 2, y / 2, 0]);
        const [a, b] = [scale * Math.cos(angle), scale * Math.sin(angle)];
        const centre = apply({ a, b, tx: 0, ty: 0 }, { x: 56, y: 72 });
        const place = { a, b, tx: 250 - centre.x, ty: 250 - centre.y };
        const points = mapped((point) => apply(place, point));
        const { data } = aligned(picture, points);
        for (const [i, { x, y }] of ARCFACE_REFERENCE.entries()) {
          const [red = 0, green = 0] = colourAt(data, Math.round(x), Math.round(y));
          // Rounding of the place and of the colours: a few pixels.
          expect(Math.abs(red * 2 - (points[i]?.x ?? 0))).toBeLessThan(4 + scale);
          expect(Math.abs(green * 2 - (points[i]?.y ?? 0))).toBeLessThan(4 + scale);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('is black where the picture ends', () => {
    const picture = PixelPicture.painted(60, SIZE, () => [200, 200, 200]);
    const { data } = aligned(picture, ARCFACE_REFERENCE);
    expect(colourAt(data, 20, 50)).toEqual([200, 200, 200]);
    expect(colourAt(data, 100, 50)).toEqual([0, 0, 0]);
  });

  test('of a large photo is read at no more than the resolution it needs', () => {
    const picture = PixelPicture.painted(8, 8, () => [1, 1, 1]);
    aligned(
      picture,
      mapped(({ x, y }) => ({ x: x * 40, y: y * 40 })),
    );
    expect(picture.reads[0]?.region.width).toBeGreaterThan(40 * SIZE - 1);
    expect(picture.reads[0]?.width).toBeLessThan(2 * SIZE);
  });
});
