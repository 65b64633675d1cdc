import { ApiLiteError } from '../contract/errors.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { PictureSource } from './picture-source.ts';
import { promiseError } from './postable-data.ts';
import { isDetached, isPromise, type KnownSource, knownSource } from './source-kind.ts';

/**
 * Makes a picture postable to the worker. Elements are read at their natural size; buffers and bitmaps are
 * copied once, unless `handOver` gives them away.
 *
 * @param name What the caller calls it.
 * @param handed Takes what is to be transferred with the message.
 * @throws {ApiLiteError} BPE-002003 if there is no picture in it: nothing loaded, closed, or handed over before.
 * @throws {TypeError} if the source is none of the kinds.
 */
export async function postablePicture(
  source: PictureSource,
  name: string,
  handOver: boolean,
  handed: Transferable[],
): Promise<PictureInput> {
  const known = knownSource(source);
  if (!known) throw isPromise(source) ? promiseError(name) : noPicture(name);
  switch (known.kind) {
    case 'Blob':
    case 'File':
      return known.source;
    case 'ImageData':
      checkAttached(known.source.data.buffer);
      return known.source;
    default: {
      const own = await ownOf(known, handOver);
      handed.push(own);
      return own;
    }
  }
}

function noPicture(name: string): TypeError {
  return new TypeError(
    `\`${name}\` must be a picture: a Blob, File, ArrayBuffer, typed array, ImageBitmap, ImageData, VideoFrame, canvas, image or video`,
  );
}

async function ownOf(known: KnownSource, handOver: boolean): Promise<ArrayBuffer | ImageBitmap> {
  switch (known.kind) {
    case 'ArrayBuffer':
      checkAttached(known.source);
      return handOver ? known.source : known.source.slice(0);
    case 'view':
      checkAttached(known.source.buffer);
      return copyOf(known.source);
    case 'ImageBitmap':
      // One that was closed has no width.
      if (known.source.width === 0) throw missing('ImageBitmap was closed before the call');
      return handOver ? known.source : createImageBitmap(known.source);
    case 'VideoFrame':
      if (known.source.codedWidth === 0) throw missing('VideoFrame was closed before the call');
      return bitmapOf(known.source, 'VideoFrame holds no picture');
    case 'HTMLImageElement':
      return bitmapOfImage(known.source);
    case 'HTMLVideoElement':
      return bitmapOf(known.source, '<video> shows no frame yet: wait for its event loadeddata');
    case 'HTMLCanvasElement':
    case 'OffscreenCanvas':
      return bitmapOf(known.source, 'canvas has no pixels: give it a width and a height');
    case 'Blob':
    case 'File':
    case 'ImageData':
      throw new Error('It crosses as it is.');
  }
}

function checkAttached(buffer: ArrayBufferLike): void {
  if (isDetached(buffer))
    throw missing('buffer is empty: it was transferred before the call. Hand over a copy');
}

/** A view may show a part of a larger, or of a shared, buffer: only its own bytes cross. */
function copyOf(view: ArrayBufferView): ArrayBuffer {
  const bytes = new Uint8Array(view.byteLength);
  bytes.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return bytes.buffer;
}

async function bitmapOfImage(image: HTMLImageElement): Promise<ImageBitmap> {
  // One that is never scrolled into view would never be loaded.
  if (!image.complete && image.loading === 'lazy') image.loading = 'eager';
  const what = '<img> shows no picture: it has no src, or its file can not be loaded or decoded';
  await image.decode().catch((cause: unknown) => {
    throw missing(what, cause);
  });
  return createImageBitmap(image).catch(() => bitmapOfDrawing(image, what));
}

/** An SVG without a size of its own is refused as it is: it is drawn at the size that it would be shown at. */
async function bitmapOfDrawing(image: HTMLImageElement, otherwise: string): Promise<ImageBitmap> {
  const { naturalWidth: width, naturalHeight: height } = image;
  if (width === 0 || height === 0) throw missing('<img> has no size: give its SVG a width and a height');
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
  return bitmapOf(canvas, otherwise);
}

async function bitmapOf(source: ImageBitmapSource, otherwise: string): Promise<ImageBitmap> {
  return createImageBitmap(source).catch((cause: unknown) => {
    throw missing(otherwise, cause);
  });
}

function missing(what: string, cause?: unknown): ApiLiteError {
  return new ApiLiteError('BPE-002003', `The ${what}.`, { cause });
}
