import crc32 from 'crc-32';

type Bytes = Uint8Array<ArrayBuffer>;

const bytesOf = (text: string): Bytes => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** EXIF data that tell an orientation alone. */
export function exifOf(orientation: number, { littleEndian = true, type = 3 } = {}): Bytes {
  const bytes = new Uint8Array(26);
  bytes.set(bytesOf(littleEndian ? 'II' : 'MM'));
  const view = new DataView(bytes.buffer);
  const short = (at: number, value: number) => view.setUint16(at, value, littleEndian);
  short(2, 42);
  view.setUint32(4, 8, littleEndian);
  short(8, 1);
  short(10, 0x0112);
  short(12, type);
  view.setUint32(14, 1, littleEndian);
  short(18, orientation);
  return bytes;
}

/** With the `Exif\0\0` that JPEGs have before it. */
export const prefixed = (exif: Bytes): Bytes => joined(bytesOf('Exif\0\0'), exif);

export function joined(...parts: ArrayLike<number>[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A segment of a JPEG. */
export const jpegSegment = (marker: number, content: ArrayLike<number>): Bytes =>
  joined([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff], content);

/** A JPEG with bytes behind its first marker, and without its own EXIF and other application segments. */
export function jpegWith(jpeg: Bytes, ...inserted: ArrayLike<number>[]): Bytes {
  const kept: Bytes[] = [];
  let at = 2;
  while (jpeg[at + 1] !== 0xda) {
    const end = at + 2 + (((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0));
    const isApplication = ((jpeg[at + 1] ?? 0) & 0xf0) === 0xe0;
    if (!isApplication) kept.push(jpeg.slice(at, end));
    at = end;
  }
  return joined(jpeg.subarray(0, 2), ...inserted, ...kept, jpeg.subarray(at));
}

export function pngChunk(type: string, content: ArrayLike<number>): Bytes {
  const chunk = joined([0, 0, 0, 0], bytesOf(type), content, [0, 0, 0, 0]);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, content.length);
  view.setInt32(chunk.length - 4, crc32.buf(chunk.subarray(4, -4)));
  return chunk;
}

/** Signature and `IHDR` of a PNG. */
const PNG_START = 33;
const PNG_END = 12;

/** A PNG with a chunk before its pixels, or behind them. */
export function pngWith(png: Bytes, chunk: ArrayLike<number>, where: 'before' | 'behind' = 'before'): Bytes {
  const at = where === 'before' ? PNG_START : png.length - PNG_END;
  return joined(png.subarray(0, at), chunk, png.subarray(at));
}

const numbers = (...values: number[]): Bytes => {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, index) => {
    view.setUint32(4 * index, value);
  });
  return new Uint8Array(view.buffer);
};

/** An animated PNG of PNGs of one size and kind. @param delays Milliseconds. */
export function animatedPng(frames: readonly Uint8Array[], delays: readonly number[]): Bytes {
  const parts: ArrayLike<number>[] = [];
  let sequence = 0;
  for (const [index, frame] of frames.entries()) {
    const { size, pixels } = partsOf(frame);
    if (index === 0) parts.push(frame.subarray(0, PNG_START), pngChunk('acTL', numbers(frames.length, 0)));
    const delay = [(delays[index] ?? 0) >> 8, (delays[index] ?? 0) & 0xff, 1000 >> 8, 1000 & 0xff];
    parts.push(pngChunk('fcTL', joined(numbers(sequence++), size, numbers(0, 0), delay, [0, 0])));
    for (const data of pixels) {
      if (index === 0) parts.push(pngChunk('IDAT', data));
      else parts.push(pngChunk('fdAT', joined(numbers(sequence++), data)));
    }
  }
  return joined(...parts, pngChunk('IEND', []));
}

function partsOf(png: Uint8Array): { size: Uint8Array; pixels: Uint8Array[] } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const pixels: Uint8Array[] = [];
  for (let at = 8; at < png.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (type === 'IDAT') pixels.push(png.subarray(at + 8, at + 8 + view.getUint32(at)));
  }
  return { size: png.subarray(16, 24), pixels };
}

export function webpChunk(type: string, content: ArrayLike<number>): Bytes {
  const chunk = joined(bytesOf(type), [0, 0, 0, 0], content, new Array(content.length % 2).fill(0));
  new DataView(chunk.buffer).setUint32(4, content.length, true);
  return chunk;
}

const EXIF_FLAG = 0x08;

/** An extended WebP, with chunks behind its pixels. */
export function webpWith(
  webp: Bytes,
  { width, height, flags = EXIF_FLAG }: { width: number; height: number; flags?: number },
  ...chunks: Bytes[]
): Bytes {
  const size = (pixels: number) => [(pixels - 1) & 0xff, ((pixels - 1) >> 8) & 0xff, (pixels - 1) >> 16];
  // Browsers write one that is extended already.
  const isExtended = String.fromCharCode(...webp.subarray(12, 16)) === 'VP8X';
  const all = flags | (isExtended ? (webp[20] ?? 0) : 0);
  const header = webpChunk('VP8X', [all, 0, 0, 0, ...size(width), ...size(height)]);
  return riff(header, webp.subarray(isExtended ? 30 : 12), ...chunks);
}

export function riff(...chunks: Bytes[]): Bytes {
  const file = joined(bytesOf('RIFF\0\0\0\0WEBP'), ...chunks);
  new DataView(file.buffer).setUint32(4, file.length - 8, true);
  return file;
}
