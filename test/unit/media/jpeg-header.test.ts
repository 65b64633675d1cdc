import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { jpegHeader } from '../../../src/media/jpeg-header.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { exifOf, joined, jpegSegment, jpegWith, prefixed } from '../../support/picture-files.ts';

let jpeg: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } });
  jpeg = new Uint8Array(await picture.withMetadata({ orientation: 6 }).jpeg().toBuffer());
});

/** The JPEG with segments put in behind its beginning. */
function withSegments(...segments: number[][]): Uint8Array<ArrayBuffer> {
  return new Uint8Array([...jpeg.subarray(0, 2), ...segments.flat(), ...jpeg.subarray(2)]);
}

describe('the header of a JPEG', () => {
  const expected = { width: 40, height: 30, orientation: 6 };

  test('tells size and orientation', () => {
    expect(jpegHeader(jpeg)).toEqual(expected);
  });

  test('tells the size without any other segment', async () => {
    const plain = sharp({ create: { width: 7, height: 5, channels: 3, background: 'red' } });
    const bytes = new Uint8Array(await plain.jpeg().toBuffer());
    const quantisation = bytes.findIndex((byte, index) => byte === 0xff && bytes[index + 1] === 0xdb);
    const bare = new Uint8Array([0xff, 0xd8, ...bytes.subarray(quantisation)]);
    expect(jpegHeader(bare)).toMatchObject({ width: 7, height: 5 });
    const frame = bare.findIndex((byte, index) => byte === 0xff && bare[index + 1] === 0xc0);
    expect(jpegHeader(new Uint8Array([0xff, 0xd8, ...bare.subarray(frame)]))).toMatchObject({
      width: 7,
      height: 5,
    });
  });

  test('is found behind fill bytes, restarts, long metadata and thousands of tiny segments', () => {
    expect(jpegHeader(withSegments([0xff, 0xff, 0xff]))).toEqual(expected);
    expect(jpegHeader(withSegments([0xff, 0xd0, 0xff, 0x01]))).toEqual(expected);
    const long = [0xff, 0xed, 0xff, 0xff, ...new Array(0xfffd).fill(0)];
    expect(jpegHeader(withSegments(long, long, long))).toEqual(expected);
    expect(jpegHeader(withSegments(...new Array(50_000).fill([0xff, 0xfe, 0, 2])))).toEqual(expected);
  });

  test('is found behind segments too short for their length, as decoders find it', () => {
    expect(jpegHeader(withSegments([0xff, 0xfe, 0, 1]))).toEqual(expected);
    expect(jpegHeader(withSegments([0xff, 0xe5, 0, 0]))).toEqual(expected);
    expect(jpegHeader(withSegments([0xff, 0xe5, 0, 4, 1, 2, 3, 4, 5]))).toEqual(expected);
  });

  test('is read whatever the EXIF data are; the first that there are tell the orientation', () => {
    const [exif, other] = [3, 8].map((orientation) => jpegSegment(0xe1, prefixed(exifOf(orientation))));
    const xmp = jpegSegment(0xe1, new TextEncoder().encode('http://ns.adobe.com/xap/1.0/\0<x/>'));
    expect(jpegHeader(jpegWith(jpeg, xmp, exif ?? [], other ?? []))).toEqual({ ...expected, orientation: 3 });
    for (const length of [4, 10, 20]) {
      const damaged = jpegSegment(0xe1, prefixed(exifOf(3)).slice(0, length));
      expect(jpegHeader(jpegWith(jpeg, damaged))).toEqual({ ...expected, orientation: 1 });
    }
    const frame = jpeg.findIndex((byte, index) => byte === 0xff && jpeg[index + 1] === 0xc0);
    const end = frame + 2 + (jpeg[frame + 3] ?? 0);
    const behind = joined(jpegWith(jpeg).slice(0, 2), jpeg.slice(frame, end), exif ?? [], jpeg.slice(end));
    expect(jpegHeader(behind)).toEqual({ ...expected, orientation: 3 });
  });

  test('tells no height if the file tells it behind the pixels', () => {
    const frame = jpeg.findIndex((byte, index) => byte === 0xff && jpeg[index + 1] === 0xc0);
    const without = jpeg.slice();
    without.fill(0, frame + 5, frame + 7);
    expect(jpegHeader(without)).toEqual({ ...expected, height: 0 });
  });

  test('is read whatever the coding: progressive, lossless, arithmetic', () => {
    const frame = jpeg.findIndex((byte, index) => byte === 0xff && jpeg[index + 1] === 0xc0);
    for (const coding of [0xc1, 0xc2, 0xc3, 0xc9, 0xca]) {
      const other = jpeg.slice();
      other[frame + 1] = coding;
      expect(jpegHeader(other), coding.toString(16)).toEqual(expected);
    }
  });

  test('is missing if the bytes end before it, or are none of a JPEG', () => {
    for (const length of [0, 1, 2, 3, 10, 100]) expect(jpegHeader(jpeg.slice(0, length))).toBeUndefined();
    expect(jpegHeader(new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).toBeUndefined();
    expect(jpegHeader(withSegments([0xff, 0xd9]))).toBeUndefined();
  });

  test('of 49 MB of tiny segments is read in one pass', () => {
    const bytes = new Uint8Array(49e6);
    for (let at = 2; at + 4 <= bytes.length; at += 4) bytes.set([0xff, 0xfe, 0, 2], at);
    bytes.set([0xff, 0xd8]);
    const start = performance.now();
    expect(jpegHeader(bytes)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
  });
});
