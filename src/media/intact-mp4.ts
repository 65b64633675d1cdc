/** More boxes than a day of fragments has: beyond, somebody wants to keep the engine busy. */
const MAX_BOXES = 100_000;

/** A box's size, its type, and its size again if that takes more than 32 bits (ISO/IEC 14496-12). */
const HEAD_BYTES = 16;
const MIN_BOX_BYTES = 8;

/**
 * Of an mp4 that was cut short, what is whole but for frames: an index of a fragment that lacks its end is left out, as
 * the library takes it for damage. Other files come back as they are.
 */
export async function intactMp4(blob: Blob): Promise<Blob> {
  let at = 0;
  for (let box = 0; box < MAX_BOXES; box++) {
    const head = new DataView(await blob.slice(at, at + HEAD_BYTES).arrayBuffer());
    if (head.byteLength < MIN_BOX_BYTES) return blob.slice(0, at);
    const type = String.fromCharCode(...new Uint8Array(head.buffer, 4, 4));
    if (box === 0 && type !== 'ftyp') return blob;
    const isLarge = head.getUint32(0) === 1 && head.byteLength === HEAD_BYTES;
    const size = isLarge ? Number(head.getBigUint64(8)) : head.getUint32(0);
    if (at + size > blob.size && type === 'moof') return blob.slice(0, at);
    // The last one need not know its size.
    if (size < MIN_BOX_BYTES || at + size >= blob.size) return blob;
    at += size;
  }
  return blob;
}
