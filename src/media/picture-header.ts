import { imageSize } from 'image-size';
import { avifHeader } from './avif-header.ts';
import { beginningOf, bytesOf } from './blob-bytes.ts';
import { containerOf, fourLetters, isHeif, isTiff, viewOf } from './file-chunks.ts';
import { isJpeg, jpegHeader } from './jpeg-header.ts';
import { MAX_HEADER_BYTES } from './limits.ts';

/** What a picture says of itself before its pixels. */
export interface PictureHeader {
  /** E.g. `jpg`. */
  type: string | undefined;
  /** Pixels, as stored; 0 if the file leaves it to its pixels to tell. */
  width: number;
  height: number;
  /** Of a JPEG: EXIF's number. */
  orientation?: number;
}

/** Reads a picture's header, of which it needs the beginning alone if that is as usual; undefined if there is none. */
export async function readHeader(blob: Blob): Promise<PictureHeader | undefined> {
  const head = (await beginningOf(blob, MAX_HEADER_BYTES)).subarray(0, MAX_HEADER_BYTES);
  // It may stand further back, and readers of these take time that grows with the file alone.
  const all = () => bytesOf(blob);
  const read = async (type: string, sizeIn: typeof jpegHeader | typeof avifHeader) => {
    const size = sizeIn(head) ?? sizeIn(await all());
    return size && { type, ...size };
  };
  if (isJpeg(head)) return read('jpg', jpegHeader);
  if (containerOf(head) === 'avif') return read('avif', avifHeader);
  if (isHeif(head)) return read('heif', avifHeader);
  return shortHeader(isTiff(head) ? await all() : head);
}

/** A header that stands at the file's beginning. */
function shortHeader(head: Uint8Array): PictureHeader | undefined {
  try {
    const bitmap = os2BitmapHeader(head);
    if (bitmap) return bitmap;
    const { type, width, height } = imageSize(head);
    return { type, width, height };
  } catch {
    return undefined;
  }
}

/** The header of a BMP is told by its length: the first kind has numbers of 16 bits. */
const OS2_HEADER_BYTES = 12;

function os2BitmapHeader(head: Uint8Array): PictureHeader | undefined {
  const view = viewOf(head);
  if (fourLetters(head, 0).slice(0, 2) !== 'BM' || view.getUint32(14, true) !== OS2_HEADER_BYTES)
    return undefined;
  return { type: 'bmp', width: view.getUint16(18, true), height: view.getUint16(20, true) };
}
