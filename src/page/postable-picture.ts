import { ApiLiteError } from '../contract/errors.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { PictureSource } from './picture-source.ts';

/**
 * Makes a picture postable to the worker. Elements are read at their natural size; buffers and bitmaps are
 * copied once, unless `handOver` gives them away.
 *
 * @param handed Takes what is to be transferred with the message.
 * @throws {ApiLiteError} BPE-002003 if an element shows no picture.
 * @throws {TypeError} if the source is none of the kinds.
 */
export async function postablePicture(
  source: PictureSource,
  handOver: boolean,
  handed: Transferable[],
): Promise<PictureInput> {
  if (source instanceof Blob || source instanceof ImageData) return source;
  const own = await ownOf(source, handOver);
  handed.push(own);
  return own;
}

async function ownOf(source: PictureSource, handOver: boolean): Promise<ArrayBuffer | ImageBitmap> {
  if (source instanceof ArrayBuffer) return handOver ? source : source.slice(0);
  if (ArrayBuffer.isView(source)) return copyOf(source);
  // One that was closed has no width.
  return source instanceof ImageBitmap && handOver && source.width > 0 ? source : bitmapOf(source);
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
