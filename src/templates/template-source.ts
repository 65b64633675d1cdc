import { decodeBase64 } from '../common/base64.ts';
import { ApiLiteError } from '../contract/errors.ts';
import type { TemplateSource } from '../contract/methods.ts';

/**
 * The bytes of a template given as bytes or base64.
 *
 * @throws {ApiLiteError} BPE-002004 if a string is not base64.
 * @throws {TypeError} if it is neither.
 */
export function templateBytes(source: TemplateSource): Uint8Array {
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (typeof source !== 'string')
    throw new TypeError('A template must be a Uint8Array, an ArrayBuffer or base64.');
  const bytes = decodeBase64(source);
  if (!bytes) throw new ApiLiteError('BPE-002004', 'The template is text, but not base64.');
  return bytes;
}
