import crc32 from 'crc-32';
import { takeAvifOrientation } from './avif-orientation.ts';
import { type Orientation, takeExifOrientation } from './exif-orientation.ts';
import { containerOf, pngChunks, viewOf, webpChunks } from './file-chunks.ts';

/**
 * The orientation that is stored in a PNG, a WebP or an AVIF, which afterwards tells none: browsers apply it to some of
 * them, each to others. Of other pictures it is 1, as browsers apply a JPEG's alike.
 *
 * @param bytes Altered in place, at the orientation alone.
 */
export function takeOrientation(bytes: Uint8Array<ArrayBuffer>): Orientation {
  switch (containerOf(bytes)) {
    case 'png':
      return takeFromPng(bytes);
    case 'webp':
      return takeFromWebp(bytes);
    case 'avif':
      return takeAvifOrientation(bytes);
    default:
      return 1;
  }
}

/** The first one counts; no other may be left for a decoder. */
function takeFromPng(bytes: Uint8Array<ArrayBuffer>): Orientation {
  let first: Orientation | undefined;
  for (const { type, start, end } of pngChunks(bytes)) {
    if (type !== 'eXIf' || end + 4 > bytes.length) continue;
    const named = bytes.subarray(start - 4, end);
    // Decoders pass over what has a wrong checksum.
    if (viewOf(bytes).getInt32(end) !== crc32.buf(named)) continue;
    const orientation = takeExifOrientation(bytes.subarray(start, end));
    viewOf(bytes).setInt32(end, crc32.buf(named));
    first ??= orientation;
  }
  return first ?? 1;
}

function takeFromWebp(bytes: Uint8Array<ArrayBuffer>): Orientation {
  let first: Orientation | undefined;
  for (const { type, start, end } of webpChunks(bytes)) {
    if (type !== 'EXIF') continue;
    const orientation = takeExifOrientation(bytes.subarray(start, end));
    first ??= orientation;
  }
  return first ?? 1;
}
