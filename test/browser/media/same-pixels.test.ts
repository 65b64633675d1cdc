import { describe, expect, test } from 'vitest';
import { BitmapPicture } from '../../../src/media/bitmap-picture.ts';
import { decodePlanar } from '../../../src/media/decode-planar.ts';
import type { Box } from '../../../src/media/geometry.ts';
import type { Picture } from '../../../src/media/picture.ts';
import { createJavaScriptKernel } from '../../../src/media/scaling/javascript-kernel.ts';
import { threadKernel } from '../../../src/media/scaling/thread-kernel.ts';
import { encodedPicture, samplePicture } from '../../support/pictures.ts';

/** Bitmaps of this many pixels are read through a canvas, smaller ones at once. */
const LARGE = 2_000;

const bitmapOf = async (blob: Blob) =>
  BitmapPicture.of(await createImageBitmap(blob, { colorSpaceConversion: 'none' }), { isAsStored: true });

/** Parts inside, at the edges and over them; enlarged, as they are, reduced, thinned. */
function parts({ width, height }: Picture): [Box, number, number, ('smooth' | 'bilinear')?][] {
  return [
    [{ x: 0, y: 0, width, height }, 320, 224],
    [{ x: 0, y: 0, width, height }, 60, 40],
    [{ x: width / 3 + 0.3, y: height / 3, width: 200.7, height: 251.2 }, 112, 112],
    [{ x: width - 151, y: height - 101, width: 301, height: 201 }, 301, 201],
    [{ x: -20.5, y: -31.25, width: 90, height: 70 }, 200, 150],
    [{ x: 10, y: 10, width: width - 20, height: height - 20 }, 80, 80, 'bilinear'],
  ];
}

function expectSame(one: Picture, other: Picture): void {
  for (const [region, width, height, sampling] of parts(one)) {
    const expected = one.read(region, width, height, sampling).data;
    const { data } = other.read(region, width, height, sampling);
    const differing = data.findIndex((value, at) => value !== expected[at]);
    expect([region, differing]).toEqual([region, -1]);
  }
}

describe('a JPEG is read to the same bytes by its planes and as the browser decodes it', () => {
  test.each(['exif-1.jpg', 'large-exif-1.jpg', 'large-full-colour.jpg', 'large-progressive.jpg'])(
    '%s',
    async (name) => {
      const blob = await encodedPicture(name);
      const planar = await decodePlanar(blob, false);
      if (!planar) throw new Error('This browser gives no planes');
      expectSame(planar, await bitmapOf(blob));
    },
  );

  test('a photo', async () => {
    const blob = await samplePicture(2);
    const planar = await decodePlanar(blob, false);
    if (!planar) throw new Error('This browser gives no planes');
    expectSame(planar, await bitmapOf(blob));
  });
});

/** A picture of noise and lines, partly translucent. */
async function painted(side: number): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  for (let at = 0; at < 400; at++) {
    context.fillStyle = `hsl(${at * 37} 80% ${at % 100}% / ${at % 7 === 0 ? 0.5 : 1})`;
    context.fillRect((at * 7919) % side, (at * 6997) % side, side / 9, side / 13);
  }
  return createImageBitmap(canvas);
}

test('a large bitmap is read to the same bytes as its part of it alone', async () => {
  const bitmap = await painted(LARGE);
  const part = { x: 300, y: 450, width: 600, height: 500 };
  const alone = await BitmapPicture.of(
    await createImageBitmap(bitmap, part.x, part.y, part.width, part.height),
    { isAsStored: true },
  );
  const large = await BitmapPicture.of(bitmap, { isAsStored: false });
  for (const [width, height, sampling] of [
    [600, 500, 'smooth'],
    [112, 112, 'smooth'],
    [80, 80, 'bilinear'],
  ] as const) {
    const inner = { x: 50, y: 60, width: 440, height: 380 };
    const expected = alone.read(inner, width, height, sampling).data;
    const region = { ...inner, x: inner.x + part.x, y: inner.y + part.y };
    const { data } = large.read(region, width, height, sampling);
    expect(data.findIndex((value, at) => value !== expected[at])).toBe(-1);
  }
});

test('what is translucent lies on black', async () => {
  const bitmap = await createImageBitmap(new ImageData(new Uint8ClampedArray([200, 100, 50, 128]), 1, 1));
  const copy = await createImageBitmap(bitmap);
  const pixel = { x: 0, y: 0, width: 1, height: 1 };
  const byFrame = (await BitmapPicture.of(bitmap, { isAsStored: true })).read(pixel, 1, 1).data;
  const byCanvas = (await BitmapPicture.of(copy, { isAsStored: false })).read(pixel, 1, 1).data;
  expect(byFrame).toEqual(byCanvas);
  expect([...byFrame]).toEqual([100, 50, 25, 255].map((value) => expect.closeTo(value, -0.5)));
});

test('WebAssembly scales here, JavaScript where it does not work', () => {
  expect(threadKernel().name).toBe('wasm-simd');
  expect(createJavaScriptKernel().name).toBe('javascript');
});
