import { withTimeout } from '../common/with-timeout.ts';
import { ApiLiteError } from '../contract/errors.ts';
import { BitmapPicture } from './bitmap-picture.ts';
import { forgetBytes, takeBytes } from './blob-bytes.ts';
import { decodePlanar } from './decode-planar.ts';
import { MAX_PICTURE_BYTES, MAX_PICTURE_MS, MAX_PICTURE_PIXELS, MAX_PICTURE_SIDE } from './limits.ts';
import { liveFrame } from './live-frame.ts';
import { decodeWithoutEnd } from './missing-end.ts';
import { orientedPicture } from './oriented-picture.ts';
import type { Picture } from './picture.ts';
import { type PictureHeader, readHeader } from './picture-header.ts';
import { takeOrientation } from './stored-orientation.ts';
import { unreadPicture } from './unread-picture.ts';

/** A picture that is decoded already. A frame of video stays its caller's to close. */
type DecodedInput = ImageBitmap | ImageData | VideoFrame;

/** A picture as it reaches the worker: encoded, or decoded. */
export type PictureInput = Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | DecodedInput;

/** Whether it is a frame of video: where there are none, no value is one. */
export function isVideoFrame(input: unknown): input is VideoFrame {
  return typeof VideoFrame !== 'undefined' && input instanceof VideoFrame;
}

export function isDecoded(input: PictureInput): input is DecodedInput {
  return input instanceof ImageBitmap || input instanceof ImageData || isVideoFrame(input);
}

/**
 * Opens a picture upright: its stored orientation is applied, colours are taken as they are stored, an animation
 * shows its first frame, and a picture that lacks only its end is read.
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
  if (input instanceof ImageBitmap) return checkedPicture(input, false);
  if (isVideoFrame(input)) {
    checkSize({ width: input.displayWidth, height: input.displayHeight });
    return (await liveFrame(input)) ?? checkedPicture(await createImageBitmap(input), false);
  }
  if (input instanceof ImageData) return checkedPicture(await createImageBitmap(input), true);
  const blob = input instanceof Blob ? input : new Blob([input]);
  try {
    const header = await checkHeader(blob);
    return (await planarPicture(blob, header)) ?? (await uprightPicture(blob, header));
  } finally {
    forgetBytes(blob);
  }
}

/** A JPEG, if the browser can give it without making its pixels. */
async function planarPicture(
  blob: Blob,
  { type, orientation = 1 }: PictureHeader,
): Promise<Picture | undefined> {
  return type === 'jpg' ? decodePlanar(blob, orientation > 1) : undefined;
}

/** Formats whose orientation some browsers apply and others don't: the engine does, in each. */
const ORIENTED_HERE: readonly unknown[] = ['png', 'webp', 'avif'];

/** Formats that have no orientation. */
const NEVER_TURNED: readonly unknown[] = ['gif', 'bmp', 'ico', 'cur'];

async function uprightPicture(blob: Blob, header: PictureHeader): Promise<Picture> {
  const { type, orientation: told } = header;
  if (!ORIENTED_HERE.includes(type)) {
    const isAsStored = type === 'jpg' ? told === 1 : NEVER_TURNED.includes(type);
    return decode(blob, { isAsStored, type });
  }
  const bytes = await takeBytes(blob);
  const orientation = takeOrientation(bytes);
  if (orientation === 1) return decode(blob, { isAsStored: true, type });
  return orientedPicture(await decode(new Blob([bytes]), { isAsStored: true, type }), orientation);
}

/**
 * Looks at a picture's header before anything is decoded.
 *
 * @throws {ApiLiteError} BPE-002003 if it is no picture or exceeds a limit.
 */
export async function checkHeader(blob: Blob): Promise<PictureHeader> {
  if (blob.size === 0) throw unreadable('is empty: it has no bytes. Send a JPEG or PNG');
  if (blob.size > MAX_PICTURE_BYTES) {
    throw unreadable(`has ${blob.size} bytes; the limit is ${MAX_PICTURE_BYTES}. Scale it down first`);
  }
  const header = await readHeader(blob);
  if (!header) {
    const what = await unreadPicture(blob);
    throw unreadable(what ?? 'is in no known format, or damaged at its beginning. Send a JPEG or PNG');
  }
  if (header.type === 'svg') throw unreadable('is an SVG: show it in an <img>, and hand that over');
  // A size that the pixels tell is checked when they are there.
  if (header.width > 0 && header.height > 0) checkSize(header);
  return header;
}

async function decode(
  blob: Blob,
  { isAsStored, type }: { isAsStored: boolean; type: PictureHeader['type'] },
): Promise<BitmapPicture> {
  try {
    return await checkedPicture(await bitmapOf(blob), isAsStored);
  } catch (cause) {
    if (cause instanceof ApiLiteError) throw cause;
    const complete = await decodeWithoutEnd(blob, bitmapOf);
    if (complete) {
      checkSize(complete);
      return complete;
    }
    const what = await unreadPicture(blob, type);
    throw unreadable(what ?? 'is damaged, cut off, or in a format this browser does not decode', cause);
  }
}

/**
 * Models were trained on stored values, not on colour-managed ones. Orientation is applied by default; Chrome up to 111
 * refuses to be told so.
 */
const DECODE_OPTIONS: ImageBitmapOptions = { colorSpaceConversion: 'none' };

const bitmapOf = (blob: Blob): Promise<ImageBitmap> => createImageBitmap(blob, DECODE_OPTIONS);

function checkedPicture(bitmap: ImageBitmap, isAsStored: boolean): Promise<BitmapPicture> {
  checkSize(bitmap);
  return BitmapPicture.of(bitmap, { isAsStored });
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
