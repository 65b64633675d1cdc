import { viewOf } from './file-chunks.ts';
import { boxAt, boxes, FULL_BOX_BYTES } from './iso-boxes.ts';

/**
 * The size of an AVIF, of a grid as a whole: the largest that it names; undefined if it names none. One pass.
 *
 * Source: ISO/IEC 23008-12, 6.5.3; of a sequence without a still picture ISO/IEC 14496-12, 8.3.2.
 */
export function avifHeader(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = viewOf(bytes);
  let largest: { width: number; height: number } | undefined;
  const properties = boxAt(bytes, 'meta', 'iprp', 'ipco');
  for (const { type, start, end } of properties ? boxes(bytes, properties) : []) {
    if (type !== 'ispe' || start + 12 > end) continue;
    const [width, height] = [view.getUint32(start + 4), view.getUint32(start + 8)];
    if (!largest || width * height > largest.width * largest.height) largest = { width, height };
  }
  return largest ?? trackSize(bytes);
}

/** Width and height end a track's header, as 16.16 fixed point. */
function trackSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const header = boxAt(bytes, 'moov', 'trak', 'tkhd');
  if (!header || header.end - header.start < FULL_BOX_BYTES + 8) return undefined;
  const view = viewOf(bytes);
  return { width: view.getUint16(header.end - 8), height: view.getUint16(header.end - 4) };
}
