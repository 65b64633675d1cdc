import { exifOrientation, type Orientation, startsWith } from './exif-orientation.ts';
import { viewOf } from './file-chunks.ts';

const MARKER = 0xff;
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const APPLICATION_1 = 0xe1;
/** XMP stands in segments of the same kind. */
const EXIF = [0x45, 0x78, 0x69, 0x66, 0];
/** Among the markers of frame headers, C0 to CF, these are none: Huffman tables, a reserved one, arithmetic coding. */
const NO_FRAMES = [0xc4, 0xc8, 0xcc];
/** Of a frame header: its length, the precision, height and width. */
const SIZE_BYTES = 7;
/** They have no length: a filler and the restarts. */
const isBare = (marker: number): boolean => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd7);
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.includes(marker);

/** What a JPEG says of itself before its pixels. */
export interface JpegHeader {
  /** Pixels, as stored. */
  width: number;
  /** Pixels, as stored; 0 if it is told behind the pixels. */
  height: number;
  orientation: Orientation;
}

/** Whether bytes begin as a JPEG's do. */
export const isJpeg = (bytes: Uint8Array): boolean => startsWith(bytes, [MARKER, START_OF_IMAGE]);

/**
 * A JPEG's size and orientation. Whatever decoders pass over is passed over: fill bytes, bytes between segments, EXIF
 * data that are damaged, segments too short for their own length. One pass, however many segments there are.
 *
 * Source: ITU-T T.81, annex B.
 *
 * @returns Undefined if the bytes are no JPEG, or end before a frame header.
 */
export function jpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  if (!isJpeg(bytes)) return undefined;
  let size: { width: number; height: number } | undefined;
  let orientation: Orientation | undefined;
  for (const { marker, start, end } of segments(bytes)) {
    // Of several the first one counts.
    if (isFrame(marker) && end - start >= SIZE_BYTES) {
      const view = viewOf(bytes);
      size ??= { height: view.getUint16(start + 3), width: view.getUint16(start + 5) };
    } else if (marker === APPLICATION_1 && orientation === undefined) {
      const content = bytes.subarray(start + 2, end);
      if (startsWith(content, EXIF)) orientation = exifOrientation(content);
    }
  }
  return size && { ...size, orientation: orientation ?? 1 };
}

/** The segments before the pixels, each from its length on. */
function* segments(bytes: Uint8Array) {
  for (let at = bytes.indexOf(MARKER, 2); at !== -1; at = bytes.indexOf(MARKER, at)) {
    while (bytes[at] === MARKER) at++;
    const marker = bytes[at];
    if (marker === undefined || marker === END_OF_IMAGE || marker === START_OF_SCAN) return;
    at++;
    if (isBare(marker)) continue;
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    // It counts its own two bytes, and is passed over whatever it says.
    const end = at + Math.max(2, length);
    if (end > bytes.length) return;
    yield { marker, start: at, end };
    at = end;
  }
}
