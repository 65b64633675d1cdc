import { templateBytes } from '../template-source.ts';
import { checkPictureType } from './records.ts';
import type { TemplateCodec } from './template-codec.ts';

/** A picture to keep, as it was encoded. */
export interface KeptPicture {
  bytes: Uint8Array<ArrayBuffer>;
  /** Media type; empty if it is not known. */
  type: string;
}

/** The template that a source is; `undefined` if it is a picture. @throws {ApiLiteError} BPE-002004 */
export function templateIn(source: unknown, codec: TemplateCodec): Uint8Array<ArrayBuffer> | undefined {
  if (typeof source === 'string') return templateBytes(source).slice();
  const bytes = bytesIn(source);
  return bytes && codec.isTemplate(bytes) ? bytes.slice() : undefined;
}

/** @throws {TypeError} If the source is not an encoded picture, or is declared as a page. */
export async function keptPicture(source: unknown, codec: TemplateCodec): Promise<KeptPicture> {
  if (source instanceof Blob) {
    checkPictureType(source.type);
    return { bytes: new Uint8Array(await source.arrayBuffer()), type: source.type };
  }
  const bytes = bytesIn(source);
  if (bytes && !codec.isTemplate(bytes)) return { bytes: bytes.slice(), type: '' };
  throw new TypeError('keepPicture needs an encoded picture: a Blob or its bytes');
}

function bytesIn(source: unknown): Uint8Array | undefined {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (!ArrayBuffer.isView(source)) return undefined;
  return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
}
