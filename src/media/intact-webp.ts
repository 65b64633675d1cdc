import { viewOf, webpChunks } from './file-chunks.ts';

/** Before the size of all that follows: the letters RIFF and the size itself. */
const RIFF_HEADER_BYTES = 8;

/** Of a WebP that was cut short, the chunks that are whole: browsers refuse it as long as it says that there are more. */
export function intactWebp(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let end = 0;
  for (const chunk of webpChunks(bytes)) if (chunk.end <= bytes.length) end = chunk.end;
  const view = viewOf(bytes);
  if (end === 0 || view.getUint32(4, true) + RIFF_HEADER_BYTES <= bytes.length) return bytes;
  const intact = bytes.slice(0, end + (end % 2));
  viewOf(intact).setUint32(4, intact.length - RIFF_HEADER_BYTES, true);
  return intact;
}
