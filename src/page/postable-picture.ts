import { ApiLiteError } from '../contract/errors.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { PictureSource } from './picture-source.ts';

/** A picture ready to be posted, and what is handed over with it instead of being copied. */
export interface PostablePicture {
  input: PictureInput;
  transfer: Transferable[];
}

/**
 * Makes a picture postable to the worker. Elements are read at their natural size; buffers and bitmaps are
 * copied once, unless `handOver` gives them away.
 *
 * @throws {ApiLiteError} BPE-002003 if an element shows no picture.
 * @throws {TypeError} if the source is none of the kinds.
 */
export async function postablePicture(source: PictureSource, handOver: boolean): Promise<PostablePicture> {
  if (source instanceof Blob || source instanceof ImageData) return { input: source, transfer: [] };
  if (source instanceof ArrayBuffer) return owned(handOver ? source : source.slice(0));
  if (ArrayBuffer.isView(source)) return owned(copyOf(source));
  // One that was closed has no width.
  if (source instanceof ImageBitmap && handOver && source.width > 0) return owned(source);
  return owned(await bitmapOf(source));
}

function owned(input: ArrayBuffer | ImageBitmap): PostablePicture {
  return { input, transfer: [input] };
}

/** A view may show a part of a larger, or of a shared, buffer: only its own bytes cross. */
function copyOf(view: ArrayBufferView): ArrayBuffer {
  const bytes = new Uint8Array(view.byteLength);
  bytes.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return bytes.buffer;
}

async function bitmapOf(source: PictureSource): Promise<ImageBitmap> {
  if (!isDrawable(source) && !(source instanceof ImageBitmap)) {
    throw new TypeError(
      'A picture must be a Blob, File, ArrayBuffer, typed array, ImageBitmap, ImageData, canvas, image or video.',
    );
  }
  try {
    if (source instanceof HTMLImageElement) await source.decode();
    return await createImageBitmap(source);
  } catch (cause) {
    const what =
      'The picture is not there: wait until it has loaded (load, loadeddata), and close no bitmap before the call.';
    throw new ApiLiteError('BPE-002003', what, { cause });
  }
}

type Drawable = HTMLCanvasElement | OffscreenCanvas | HTMLImageElement | HTMLVideoElement | VideoFrame;

function isDrawable(source: unknown): source is Drawable {
  return [
    globalThis.HTMLCanvasElement,
    globalThis.OffscreenCanvas,
    globalThis.HTMLImageElement,
    globalThis.HTMLVideoElement,
    globalThis.VideoFrame,
  ].some((kind) => kind !== undefined && source instanceof kind);
}
