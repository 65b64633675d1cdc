import { checkOptions } from '../common/check-options.ts';
import type { LivenessMedium, LivenessRequest } from '../contract/methods.ts';
import { OPTION_NAMES } from './option-names.ts';

/**
 * Makes a liveness request postable to the worker: a Blob crosses without its bytes being copied, whatever its size.
 * As over HTTP the payload is JSON: what JSON can't say does not cross.
 *
 * @throws {TypeError} naming the medium that is none.
 */
export function postableRequest(request: LivenessRequest): LivenessRequest {
  checkOptions(request, OPTION_NAMES.livenessRequest, 'The liveness request');
  const { media, payload } = request;
  const json = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return { media: media.map(postableMedium), payload: json };
}

function postableMedium(medium: LivenessMedium, index: number): LivenessMedium {
  checkOptions(medium, OPTION_NAMES.livenessMedium, `media[${index}]`);
  const { name, filename, content } = medium;
  if (typeof name !== 'string' || name === '') throw new TypeError(`media[${index}].name must be a text`);
  const original = filename ?? (content instanceof File ? content.name : undefined);
  return { name, content: blobOf(content, index), ...(original !== undefined && { filename: original }) };
}

function blobOf(content: LivenessMedium['content'], index: number): Blob {
  if (content instanceof Blob) return content;
  if (content instanceof ArrayBuffer || ArrayBuffer.isView(content)) return new Blob([content]);
  throw new TypeError(`media[${index}].content must be a Blob, a File, an ArrayBuffer or a typed array`);
}
