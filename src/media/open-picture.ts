import { imageSize } from 'image-size';
import { ApiLiteError } from '../contract/errors.ts';
import { BitmapPicture } from './bitmap-picture.ts';
import { MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS, MAX_PICTURE_SIDE } from './limits.ts';

/** A picture as it reaches the worker: encoded, or decoded. */
export type PictureInput = Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ImageBitmap | ImageData;

/**
 * Opens a picture upright: EXIF orientation is applied, colours are taken as they are stored, an animation
 * shows its first frame, and a JPEG that lacks only its end marker is read.
 *
 * @throws {ApiLiteError} BPE-002003 where it can't be read or exceeds a limit.
 */
export async function openPicture(input: PictureInput): Promise<BitmapPicture> {
  if (input instanceof ImageBitmap) return checkedPicture(input);
  if (input instanceof ImageData) return checkedPicture(await createImageBitmap(input));
  const blob = input instanceof Blob ? input : new Blob([input]);
  await checkHeader(blob);
  return checkedPicture(await decode(blob));
}

/**
 * Looks at a picture's header before anything is decoded.
 *
 * @throws {ApiLiteError} BPE-002003 where it is no picture or exceeds a limit.
 */
export async function checkHeader(blob: Blob): Promise<void> {
  if (blob.size === 0) throw unreadable('is empty: it has no bytes. Send a JPEG or PNG');
  if (blob.size > MAX_PICTURE_BYTES) {
    throw unreadable(`has ${blob.size} bytes; the limit is ${MAX_PICTURE_BYTES}. Scale it down first`);
  }
  checkSize(await readSize(blob));
}

/** The dimensions a picture's header states, without decoding it. */
async function readSize(blob: Blob): Promise<{ width: number; height: number }> {
  const head = new Uint8Array(await blob.slice(0, HEADER_BYTES).arrayBuffer());
  try {
    return imageSize(head);
  } catch {
    // Long metadata may push the dimensions further back.
    try {
      return imageSize(new Uint8Array(await blob.arrayBuffer()));
    } catch (cause) {
      throw unreadable('is in no known format. Send a JPEG or PNG', cause);
    }
  }
}

/** Enough for the headers of nearly all pictures, EXIF thumbnail included. */
const HEADER_BYTES = 128 * 1024;

async function decode(blob: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, DECODE_OPTIONS);
  } catch (cause) {
    try {
      return await createImageBitmap(new Blob([blob, JPEG_END]), DECODE_OPTIONS);
    } catch {
      throw unreadable('is damaged, cut off, or in a format this browser does not decode', cause);
    }
  }
}

/** Browsers refuse a JPEG without its end marker, which senders do cut off. */
const JPEG_END = new Uint8Array([0xff, 0xd9]);

/** Models were trained on stored values, not on colour-managed ones. */
const DECODE_OPTIONS: ImageBitmapOptions = { colorSpaceConversion: 'none', imageOrientation: 'from-image' };

function checkedPicture(bitmap: ImageBitmap): BitmapPicture {
  checkSize(bitmap);
  return new BitmapPicture(bitmap);
}

function checkSize({ width, height }: { width: number; height: number }): void {
  if (!(width > 0 && height > 0)) throw unreadable('has no pixels');
  if (width * height > MAX_PICTURE_PIXELS || Math.max(width, height) > MAX_PICTURE_SIDE) {
    const limit = `${MAX_PICTURE_PIXELS / 1e6} megapixels and ${MAX_PICTURE_SIDE} pixels a side`;
    throw unreadable(`measures ${width} x ${height}; the limit is ${limit}. Scale it down first`);
  }
}

function unreadable(what: string, cause?: unknown): ApiLiteError {
  return new ApiLiteError('BPE-002003', `The picture ${what}.`, { cause });
}
