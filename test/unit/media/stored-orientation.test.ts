import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { takeOrientation } from '../../../src/media/stored-orientation.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import {
  exifOf,
  joined,
  pngChunk,
  pngWith,
  prefixed,
  webpChunk,
  webpWith,
} from '../../support/picture-files.ts';

const ALL = [1, 2, 3, 4, 5, 6, 7, 8];
const SIZE = { width: 8, height: 6 };

const red = () => sharp({ create: { ...SIZE, channels: 3, background: 'red' } });

async function encoded(format: 'png' | 'webp' | 'avif' | 'jpeg' | 'gif', orientation?: number) {
  const picture = orientation === undefined ? red() : red().withMetadata({ orientation });
  return new Uint8Array(await picture.toFormat(format).toBuffer());
}

describe.each(['png', 'webp', 'avif'] as const)('the orientation in a %s', (format) => {
  test.each(ALL)('%i is taken, and no reader finds it afterwards', async (orientation) => {
    const bytes = await encoded(format, orientation);
    expect(takeOrientation(bytes)).toBe(orientation);
    // An AVIF has it twice: the second is never to be applied besides the first.
    if (format !== 'avif') expect((await sharp(bytes).metadata()).orientation).toBe(1);
    if (format === 'avif') {
      const { width, height } = await sharp(bytes).metadata();
      expect({ width, height }).toEqual(SIZE);
    }
  });

  test('is upright if there is none', async () => {
    const bytes = await encoded(format);
    const before = bytes.slice();
    expect(takeOrientation(bytes)).toBe(1);
    expect(bytes).toEqual(before);
  });

  test('of a damaged file is read without an error', async () => {
    const good = await encoded(format, 6);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, value, length) => {
        const bytes = good.slice(0, length);
        if (at < length) bytes[at] = value;
        expect(ALL).toContain(takeOrientation(bytes));
      }),
      { numRuns: 500 },
    );
  });
});

test('EXIF data of an AVIF count only if it has no properties of its own', async () => {
  const bytes = await encoded('avif', 6);
  expect([takeOrientation(bytes), takeOrientation(bytes), takeOrientation(bytes)]).toEqual([6, 6, 1]);
});

test('in a PNG stands before the pixels or behind them, and is not read of a chunk with a wrong checksum', async () => {
  const png = await encoded('png');
  const chunk = pngChunk('eXIf', exifOf(8));
  expect(takeOrientation(pngWith(png, chunk, 'before'))).toBe(8);
  expect(takeOrientation(pngWith(png, chunk, 'behind'))).toBe(8);
  expect(takeOrientation(pngWith(png, pngChunk('eXIf', prefixed(exifOf(8)))))).toBe(8);
  const damaged = joined(chunk.subarray(0, -1), [(chunk.at(-1) ?? 0) ^ 1]);
  expect(takeOrientation(pngWith(png, damaged))).toBe(1);
});

test('in a WebP is read with the prefix of JPEG, and without the flag that announces it', async () => {
  const webp = await encoded('webp');
  expect(takeOrientation(webpWith(webp, SIZE, webpChunk('EXIF', prefixed(exifOf(5)))))).toBe(5);
  expect(takeOrientation(webpWith(webp, { ...SIZE, flags: 0 }, webpChunk('EXIF', exifOf(5))))).toBe(5);
  expect(takeOrientation(webpWith(webp, SIZE, webpChunk('JUNK', [1]), webpChunk('EXIF', exifOf(5))))).toBe(5);
});

test('of a JPEG and a GIF is left to the browser', async () => {
  const bytes = await encoded('jpeg', 6);
  const before = bytes.slice();
  expect(takeOrientation(bytes)).toBe(1);
  expect(bytes).toEqual(before);
  expect(takeOrientation(await encoded('gif'))).toBe(1);
});

test('of 40 MB of tiny parts is read soon', async () => {
  const start = performance.now();
  const boxes = joined(new TextEncoder().encode('\0\0\0\x10ftypavif\0\0\0\0'), new Uint8Array(40e6));
  for (let at = 16; at < boxes.length; at += 8) boxes.set([0, 0, 0, 8, 0x66, 0x72, 0x65, 0x65], at);
  expect(takeOrientation(boxes)).toBe(1);
  const webp = new Uint8Array(40e6);
  webp.set(new TextEncoder().encode('RIFF\xff\xff\xff\0'));
  webp.set(new TextEncoder().encode('WEBP'), 8);
  expect(takeOrientation(webp)).toBe(1);
  expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
});
