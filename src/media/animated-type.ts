import { brandsOf, containerOf, type FileChunk, pngChunks, viewOf, webpChunks } from './file-chunks.ts';

/** Media types of pictures that may move, as decoders know them. */
export type AnimatedType = 'image/gif' | 'image/webp' | 'image/png' | 'image/avif';

/** The media type of a picture that says that it has several frames; undefined if it stands still. */
export function animatedType(bytes: Uint8Array): AnimatedType | undefined {
  const container = containerOf(bytes);
  const isAnimated = container && MOVES[container](bytes);
  return isAnimated ? `image/${container}` : undefined;
}

const MOVES: Record<NonNullable<ReturnType<typeof containerOf>>, (bytes: Uint8Array) => boolean> = {
  gif: hasTwoGifFrames,
  png: isAnimatedPng,
  webp: (bytes) => countOf(webpChunks(bytes), 'ANMF') > 1,
  avif: (bytes) => brandsOf(bytes).includes('avis'),
};

const countOf = (chunks: Iterable<FileChunk>, type: string): number =>
  [...chunks].filter((chunk) => chunk.type === type).length;

/** W3C PNG, 11.3.6.1: before the pixels, and of more than one frame. */
function isAnimatedPng(bytes: Uint8Array): boolean {
  for (const { type, start, end } of pngChunks(bytes)) {
    if (type === 'IDAT' || end > bytes.length) return false;
    if (type === 'acTL' && end - start >= 4) return viewOf(bytes).getUint32(start) > 1;
  }
  return false;
}

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const GIF_HEADER_BYTES = 13;
const DESCRIPTOR_BYTES = 10;

/** GIF89a, 20 to 23: walks over the blocks without reading a pixel. */
function hasTwoGifFrames(bytes: Uint8Array): boolean {
  let frames = 0;
  let at = GIF_HEADER_BYTES + tableBytes(bytes[10]);
  for (;;) {
    const block = bytes[at];
    if (block === IMAGE && ++frames > 1) return true;
    if (block === IMAGE) at += DESCRIPTOR_BYTES + tableBytes(bytes[at + DESCRIPTOR_BYTES - 1]) + 1;
    else if (block === EXTENSION) at += 2;
    else return false;
    for (let size = bytes[at]; size !== undefined && size > 0; size = bytes[at]) at += 1 + size;
    at++;
  }
}

/** Of the colours behind a header with these flags. */
function tableBytes(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** (1 + (flags & 7)) : 0;
}
