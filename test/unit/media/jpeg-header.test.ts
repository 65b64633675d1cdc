import { imageSize } from 'image-size';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { jpegHeader } from '../../../src/media/jpeg-header.ts';

let jpeg: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } });
  jpeg = new Uint8Array(await picture.withMetadata({ orientation: 6 }).jpeg().toBuffer());
});

/** The JPEG with segments put in behind its beginning. */
function withSegments(...segments: number[][]): Uint8Array<ArrayBuffer> {
  return new Uint8Array([...jpeg.subarray(0, 2), ...segments.flat(), ...jpeg.subarray(2)]);
}

function sizeOf(bytes: Uint8Array<ArrayBuffer>) {
  const header = jpegHeader(bytes);
  if (!header) throw new Error('no header');
  const { width, height, orientation, type } = imageSize(header);
  return { width, height, orientation, type };
}

describe('the header of a JPEG', () => {
  const expected = { width: 40, height: 30, orientation: 6, type: 'jpg' };

  test('tells size and orientation', () => {
    expect(sizeOf(jpeg)).toEqual(expected);
  });

  test('tells the size without any other segment', async () => {
    const plain = sharp({ create: { width: 7, height: 5, channels: 3, background: 'red' } });
    const bytes = new Uint8Array(await plain.jpeg().toBuffer());
    const quantisation = bytes.findIndex((byte, index) => byte === 0xff && bytes[index + 1] === 0xdb);
    const bare = new Uint8Array([0xff, 0xd8, ...bytes.subarray(quantisation)]);
    expect(sizeOf(bare)).toMatchObject({ width: 7, height: 5 });
    const frame = bare.findIndex((byte, index) => byte === 0xff && bare[index + 1] === 0xc0);
    expect(sizeOf(new Uint8Array([0xff, 0xd8, ...bare.subarray(frame)]))).toMatchObject({
      width: 7,
      height: 5,
    });
  });

  test('is found behind fill bytes, restarts, long metadata and thousands of tiny segments', () => {
    expect(sizeOf(withSegments([0xff, 0xff, 0xff]))).toEqual(expected);
    expect(sizeOf(withSegments([0xff, 0xd0, 0xff, 0x01]))).toEqual(expected);
    const long = [0xff, 0xed, 0xff, 0xff, ...new Array(0xfffd).fill(0)];
    expect(sizeOf(withSegments(long, long, long))).toEqual(expected);
    expect(sizeOf(withSegments(...new Array(50_000).fill([0xff, 0xfe, 0, 2])))).toEqual(expected);
  });

  test('is read whatever the coding: progressive, lossless, arithmetic', () => {
    const frame = jpeg.findIndex((byte, index) => byte === 0xff && jpeg[index + 1] === 0xc0);
    for (const coding of [0xc1, 0xc2, 0xc3, 0xc9, 0xca]) {
      const other = jpeg.slice();
      other[frame + 1] = coding;
      expect(sizeOf(other), coding.toString(16)).toEqual(expected);
    }
  });

  test('is missing if the bytes end before it, or are none of a JPEG', () => {
    for (const length of [0, 1, 2, 3, 10, 100]) expect(jpegHeader(jpeg.slice(0, length))).toBeUndefined();
    expect(jpegHeader(new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).toBeUndefined();
    expect(jpegHeader(withSegments([0xff, 0xd9]))).toBeUndefined();
    expect(jpegHeader(withSegments([0xff, 0xfe, 0, 1]))).toBeUndefined();
  });

  test('of 49 MB of tiny segments is read in one pass', () => {
    const bytes = new Uint8Array(49e6);
    for (let at = 2; at + 4 <= bytes.length; at += 4) bytes.set([0xff, 0xfe, 0, 2], at);
    bytes.set([0xff, 0xd8]);
    const start = performance.now();
    expect(jpegHeader(bytes)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
