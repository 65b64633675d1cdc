import { BitmapPicture } from './bitmap-picture.ts';
import { containerOf } from './file-chunks.ts';
import { wholeOf } from './geometry.ts';
import { intactWebp } from './intact-webp.ts';
import { isJpeg } from './jpeg-header.ts';

/** An empty `IEND` chunk. */
const PNG_END = new Uint8Array([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
/** The end of a picture's blocks, and the trailer. */
const GIF_END = new Uint8Array([0, 0x3b]);
const JPEG_END = new Uint8Array([0xff, 0xd9]);

/** Bytes that decode to busy pixels; enough of them to show at the size that is compared. */
const NOISE = new Uint8Array(64 * 1024).map((_, index) => (index * 89 + 37) % 251);

/** Side of the square both pictures are scaled to before they are compared, in pixels. */
const COMPARED_SIDE = 64;

/**
 * A picture whose pixels are all there and which lacks only its end; undefined for every other picture.
 *
 * @param decode As the browser does: it rejects if it refuses.
 */
export async function decodeWithoutEnd(
  blob: Blob,
  decode: (blob: Blob) => Promise<ImageBitmap>,
): Promise<BitmapPicture | undefined> {
  const decoded = async (parts: BlobPart[]) =>
    BitmapPicture.of(await decode(new Blob(parts)), { isAsStored: false });
  try {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    if (isJpeg(bytes)) return await completeJpeg(blob, decoded);
    const container = containerOf(bytes);
    // With its end behind it a browser refuses one that lacks pixels.
    if (container === 'png') return await decoded([withoutPartOf(PNG_END, bytes), PNG_END]);
    if (container === 'gif') return await decoded([bytes, GIF_END]);
    if (container === 'webp') return await decoded([intactWebp(bytes)]);
    return undefined;
  } catch {
    return undefined;
  }
}

/** The bytes but for the beginning of an end. */
function withoutPartOf(end: Uint8Array, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (let length = end.length - 1; length > 0; length--) {
    const last = bytes.subarray(bytes.length - length);
    if (last.every((byte, index) => byte === end[index])) return bytes.subarray(0, -length);
  }
  return bytes;
}

/**
 * Browsers take a JPEG cut in half once a marker ends it. What tells it from a complete one: noise before the marker is
 * skipped if the pixels are complete, and becomes pixels if some are missing.
 */
async function completeJpeg(
  blob: Blob,
  decoded: (parts: BlobPart[]) => Promise<BitmapPicture>,
): Promise<BitmapPicture | undefined> {
  const [ended, padded] = await Promise.all(
    [[JPEG_END], [NOISE, JPEG_END]].map((end) => decoded([blob, ...end])),
  );
  if (!ended || !padded) return undefined;
  const isComplete = lookAlike(ended, padded);
  padded.close();
  if (isComplete) return ended;
  ended.close();
  return undefined;
}

/** Whether two pictures of one size show the same. */
function lookAlike(first: BitmapPicture, second: BitmapPicture): boolean {
  const whole = wholeOf(first);
  const { data } = first.read(whole, COMPARED_SIDE, COMPARED_SIDE);
  const other = second.read(whole, COMPARED_SIDE, COMPARED_SIDE).data;
  return data.every((value, index) => value === other[index]);
}
