import { expect, test } from 'vitest';
import { md5 } from '../../../src/media/digest.ts';
import { mediaKind } from '../../../src/media/media-kind.ts';

function bytes(...parts: (string | number[])[]): Blob {
  return new Blob(
    parts.map((part) => Uint8Array.from(typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  );
}

test.each([
  ['a JPEG', bytes([0xff, 0xd8, 0xff, 0xe0], '\0\x10JFIF'), 'picture', 'image/jpeg'],
  ['a WebP', bytes('RIFF\x24\0\0\0WEBPVP8 '), 'picture', 'image/webp'],
  ['an mp4', bytes('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41'), 'video', 'video/mp4'],
  ['a QuickTime film', bytes('\0\0\0\x14ftypqt  \0\0\0\0qt  '), 'video', 'video/quicktime'],
  ['a WebM', bytes([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84], 'webm'), 'video', 'video/webm'],
  ['an AVIF', bytes('\0\0\0\x14ftypmif1\0\0\0\0avif'), 'picture', 'image/avif'],
  ['a HEIC', bytes('\0\0\0\x14ftypmif1\0\0\0\0heic'), 'picture', 'image/heic'],
  ['a HEIF of a rare brand', bytes('\0\0\0\x14ftypheim\0\0\0\0miaf'), 'picture', 'image/heif'],
  ['a TIFF', bytes('II*\0', [0, 0, 9, 0]), 'picture', 'image/tiff'],
  ['an SVG', bytes('<?xml version="1.0"?><svg width="9"/>'), 'picture', 'image/svg+xml'],
  ['a WAV', bytes('RIFF\x24\0\0\0WAVEfmt '), 'audio', 'audio/wav'],
  ['a zip', bytes('PK\x03\x04', new Array(60).fill(0)), 'zip', 'application/zip'],
  ['a gzip', bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), 'gzip', 'application/gzip'],
])('%s is known by its bytes', async (_name, blob, kind, mimeType) => {
  expect(await mediaKind(blob)).toEqual({ kind, mimeType });
});

test('a document, a text and nothing at all are no media', async () => {
  expect(await mediaKind(bytes('%PDF-1.7 and more'))).toBeUndefined();
  expect(await mediaKind(bytes('just a text'))).toBeUndefined();
  expect(await mediaKind(new Blob())).toBeUndefined();
});

test('md5 is that of the whole file', async () => {
  expect(await md5(bytes('The quick brown fox jumps over the lazy dog'))).toBe(
    '9e107d9d372bb6826bd81d3542a419d6',
  );
});
