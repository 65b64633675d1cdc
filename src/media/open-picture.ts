import { imageSize } from 'image-size';
import { withTimeout } from '../common/with-timeout.ts';
import { ApiLiteError } from '../contract/errors.ts';
import { BitmapPicture } from './bitmap-picture.ts';
import { decodePlanar } from './decode-planar.ts';
import { wholeOf } from './geometry.ts';
import { jpegHeader } from './jpeg-header.ts';
import {
  MAX_HEADER_BYTES,
  MAX_PICTURE_BYTES,
  MAX_PICTURE_MS,
  MAX_PICTURE_PIXELS,
  MAX_PICTURE_SIDE,
} from './limits.ts';
import type { Picture } from './picture.ts';

/** A picture as it reaches the worker: encoded, or decoded. */
export type PictureInput = Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ImageBitmap | ImageData;

/**
 * Opens a picture upright: EXIF orientation is applied, colours are taken as they are stored, an animation
 * shows its first frame, and a JPEG that lacks only its end marker is read.
 *
 * @param limit The most milliseconds that it may take.
 * @throws {ApiLiteError} BPE-002003 if it can't be read or exceeds a limit.
 */
export async function openPicture(input: PictureInput, limit = MAX_PICTURE_MS): Promise<Picture> {
  const opening = open(input);
  const expire = () => {
    // What comes too late is wanted by nobody.
    opening.then(
      (picture) => picture.close(),
      () => undefined,
    );
    return unreadable(`takes more than ${limit / 1000} seconds to decode. Scale it down first`);
  };
  try {
    return await withTimeout(opening, limit, expire);
  } catch (error) {
    if (error instanceof ApiLiteError) throw error;
    // Whatever a decoder throws, the picture made it do so.
    throw unreadable("can't be read: it is damaged, or not there any more. Send it anew", error);
  }
}

async function open(input: PictureInput): Promise<Picture> {
  if (input instanceof ImageBitmap) return checkedPicture(input);
  if (input instanceof ImageData) return checkedPicture(await createImageBitmap(input));
  const blob = input instanceof Blob ? input : new Blob([input]);
  const header = await checkHeader(blob);
  return (await planarPicture(blob, header)) ?? (await decode(blob));
}

/** Of a smaller picture nearly all pixels are needed, and the browser makes them in a millisecond or two. */
const PLANAR_FROM_PIXELS = 1_000_000;

/** A large JPEG, if the browser can give it without making its pixels. */
async function planarPicture(
  blob: Blob,
  { type, width, height, orientation = 1 }: PictureHeader,
): Promise<Picture | undefined> {
  if (type !== 'jpg' || width * height < PLANAR_FROM_PIXELS) return undefined;
  return decodePlanar(new Uint8Array(await blob.arrayBuffer()), orientation > 1);
}

/**
 * Looks at a picture's header before anything is decoded.
 *
 * @throws {ApiLiteError} BPE-002003 if it is no picture or exceeds a limit.
 */
async function checkHeader(blob: Blob): Promise<PictureHeader> {
  if (blob.size === 0) throw unreadable('is empty: it has no bytes. Send a JPEG or PNG');
  if (blob.size > MAX_PICTURE_BYTES) {
    throw unreadable(`has ${blob.size} bytes; the limit is ${MAX_PICTURE_BYTES}. Scale it down first`);
  }
  const header = await readHeader(blob);
  checkSize(header);
  return header;
}

type PictureHeader = Pick<ReturnType<typeof imageSize>, 'type' | 'width' | 'height' | 'orientation'>;

async function readHeader(blob: Blob): Promise<PictureHeader> {
  // To make a slice takes longer than to read a small picture as it is.
  const beginning = blob.size <= MAX_HEADER_BYTES ? blob : blob.slice(0, MAX_HEADER_BYTES);
  const head = new Uint8Array(await beginning.arrayBuffer());
  try {
    return imageSize(jpegHeader(head) ?? head);
  } catch (cause) {
    // Long metadata may push a JPEG's frame header further back.
    const isJpeg = head[0] === 0xff && head[1] === 0xd8;
    const header = isJpeg && jpegHeader(new Uint8Array(await blob.arrayBuffer()));
    if (header) return imageSize(header);
    throw unreadable('is in no known format. Send a JPEG or PNG', cause);
  }
}

async function decode(blob: Blob): Promise<BitmapPicture> {
  try {
    return checkedPicture(await createImageBitmap(blob, DECODE_OPTIONS));
  } catch (cause) {
    if (cause instanceof ApiLiteError) throw cause;
    const repaired = await decodeWithoutEndMarker(blob);
    if (repaired) return repaired;
    throw unreadable('is damaged, cut off, or in a format this browser does not decode', cause);
  }
}

/**
 * A JPEG whose pixels are all there and which lacks only its end marker; undefined for every other picture.
 *
 * Browsers refuse it, but take a picture cut in half once a marker ends it. What tells the two apart: noise
 * before the marker is skipped if the pixels are complete, and becomes pixels if some are missing.
 */
async function decodeWithoutEndMarker(blob: Blob): Promise<BitmapPicture | undefined> {
  try {
    const [ended, padded] = await Promise.all(
      [[JPEG_END], [NOISE, JPEG_END]].map((end) =>
        createImageBitmap(new Blob([blob, ...end]), DECODE_OPTIONS),
      ),
    );
    if (!ended || !padded) return undefined;
    const picture = checkedPicture(ended);
    const other = new BitmapPicture(padded);
    const complete = lookAlike(picture, other);
    other.close();
    if (complete) return picture;
    picture.close();
    return undefined;
  } catch {
    return undefined;
  }
}

const JPEG_END = new Uint8Array([0xff, 0xd9]);

/** Bytes that decode to busy pixels; enough of them to show at the size that is compared. */
const NOISE = new Uint8Array(64 * 1024).map((_, index) => (index * 89 + 37) % 251);

/** Side of the square both pictures are scaled to before they are compared, in pixels. */
const COMPARED_SIDE = 64;

/** Whether two pictures of one size show the same. */
function lookAlike(first: BitmapPicture, second: BitmapPicture): boolean {
  const whole = wholeOf(first);
  const { data } = first.read(whole, COMPARED_SIDE, COMPARED_SIDE);
  const other = second.read(whole, COMPARED_SIDE, COMPARED_SIDE).data;
  return data.every((value, index) => value === other[index]);
}

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
