import { checkOptions } from '../common/check-options.ts';
import { ApiLiteError } from '../contract/errors.ts';
import type { LivenessMedium, LivenessRequest } from '../contract/methods.ts';
import { OPTION_NAMES } from './option-names.ts';
import { promiseError } from './postable-data.ts';
import { isDetached, isPromise, knownSource } from './source-kind.ts';

/** Whether what `detect` was given is meant as a request: no picture has media in it. */
export function isMeantAsRequest(subject: unknown): subject is LivenessRequest {
  return typeof subject === 'object' && subject !== null && 'media' in subject && !knownSource(subject);
}

/**
 * Makes a liveness request postable to the worker: a Blob crosses without its bytes being copied, whatever its size.
 * As over HTTP the payload is JSON: what JSON can't say does not cross.
 *
 * @throws {TypeError} naming the medium that is none.
 * @throws {ApiLiteError} LDE-002004 naming the medium whose buffer was transferred before.
 */
export function postableRequest(request: LivenessRequest): LivenessRequest {
  checkOptions(request, OPTION_NAMES.livenessRequest, 'The liveness request');
  const { media, payload } = request;
  if (isPromise(media)) throw promiseError('media');
  if (isPromise(payload)) throw promiseError('payload');
  if (!Array.isArray(media)) throw new TypeError('`media` must be an array');
  const json = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return { media: media.map(postableMedium), payload: json };
}

function postableMedium(medium: LivenessMedium, index: number): LivenessMedium {
  checkOptions(medium, OPTION_NAMES.livenessMedium, `media[${index}]`);
  const { name, filename, content } = medium;
  if (typeof name !== 'string' || name === '') throw new TypeError(`media[${index}].name must be a text`);
  if (typeof (filename ?? '') !== 'string') {
    throw new TypeError(`media[${index}].filename must be a text`);
  }
  const known = knownSource(content);
  const original = filename ?? (known?.kind === 'File' ? known.source.name : undefined);
  return {
    name,
    content: blobOf(content, name, index),
    ...(original !== undefined && { filename: original }),
  };
}

function blobOf(content: LivenessMedium['content'], medium: string, index: number): Blob {
  const known = knownSource(content);
  switch (known?.kind) {
    case 'Blob':
    case 'File':
      return known.source;
    case 'ArrayBuffer':
    case 'view': {
      const buffer = known.kind === 'view' ? known.source.buffer : known.source;
      if (isDetached(buffer)) {
        const what = 'is empty: its buffer was transferred before the call. Hand over a copy';
        throw new ApiLiteError('LDE-002004', `Medium "${medium}" ${what}.`);
      }
      return new Blob([known.source as BlobPart]);
    }
    default:
      if (isPromise(content)) throw promiseError(`media[${index}].content`);
      throw new TypeError(`media[${index}].content must be a Blob, a File, an ArrayBuffer or a typed array`);
  }
}
