import type { LivenessMedium, LivenessRequest } from '../contract/methods.ts';
import type { MediumInput } from '../engine/liveness.ts';

/** Tells a request of several media from a picture, which is never a plain object with a list in it. */
export function isLivenessRequest(subject: unknown): subject is LivenessRequest {
  return typeof subject === 'object' && subject !== null && Array.isArray((subject as LivenessRequest).media);
}

/**
 * Makes media postable to the worker: a Blob crosses without its bytes being copied, whatever its size.
 *
 * @throws {TypeError} naming the medium that is none.
 */
export function postableMedia(media: readonly LivenessMedium[]): MediumInput[] {
  return media.map(({ name, filename, content }, index) => {
    if (typeof name !== 'string' || name === '') throw new TypeError(`media[${index}].name must be a text`);
    const original = filename ?? (content instanceof File ? content.name : undefined);
    return { name, content: blobOf(content, index), ...(original !== undefined && { filename: original }) };
  });
}

function blobOf(content: LivenessMedium['content'], index: number): Blob {
  if (content instanceof Blob) return content;
  if (content instanceof ArrayBuffer || ArrayBuffer.isView(content)) return new Blob([content]);
  throw new TypeError(`media[${index}].content must be a Blob, a File, an ArrayBuffer or a typed array`);
}
