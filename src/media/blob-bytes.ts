import { MAX_HELD_BYTES } from './limits.ts';

/** What was read of blobs that are still in use. */
const held = new WeakMap<Blob, Promise<Uint8Array<ArrayBuffer>>>();

/**
 * All bytes of a blob, not to be written to. Browsers keep blobs in another process, and reading one takes longer than looking
 * through a header: what is not too large is kept as long as the blob is, for whoever asks next, or until it is forgotten.
 */
export function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const known = held.get(blob);
  if (known) return known;
  const reading = blob.arrayBuffer().then((buffer) => new Uint8Array(buffer));
  if (blob.size <= MAX_HELD_BYTES) {
    held.set(blob, reading);
    // A file that could not be read may be there again.
    reading.catch(() => held.delete(blob));
  }
  return reading;
}

/** The same for one who writes to them, or hands them over: from now on nobody else gets them. */
export async function takeBytes(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const reading = bytesOf(blob);
  forgetBytes(blob);
  return reading;
}

/** Of a blob that is done with, though it goes on to live, nothing is kept. */
export function forgetBytes(blob: Blob): void {
  held.delete(blob);
}

/** The first bytes of a blob, or more of them. */
export async function beginningOf(blob: Blob, length: number): Promise<Uint8Array<ArrayBuffer>> {
  // To make a slice takes longer than to read a small picture as it is.
  if (blob.size <= MAX_HELD_BYTES) return await bytesOf(blob);
  return new Uint8Array(await blob.slice(0, length).arrayBuffer());
}
