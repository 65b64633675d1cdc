import {
  MaxHeaderSizeExceededError,
  MaxPartsExceededError,
  type MultipartHeaders,
  parseMultipart,
} from '@remix-run/multipart-parser';
import { reasonOf } from '../contract/errors.ts';
import { parseParameterisedHeader } from './header-parameters.ts';
import { MAX_PART_HEADER_BYTES, MAX_PARTS } from './limits.ts';
import { canonicalFraming, MultipartError } from './multipart-framing.ts';
import { readPartNames } from './part-names.ts';

/** A part of a multipart body. */
export interface Part {
  name: string;
  /** As its sender gave it; not checked for anything. */
  filename: string | undefined;
  /** Its type in lower case without parameters, or undefined if the part has no such header. */
  contentType: string | undefined;
  /** The charset parameter of its type. */
  charset: string | undefined;
  /** The Content-Transfer-Encoding of this part alone, in lower case. */
  transferEncoding: string | undefined;
  /** The content in a buffer of its own. */
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The named parts of a multipart body in their order. Binary-safe whatever their headers say, which
 * `Request.formData()` is not: it rejects or mangles bytes that aren't UTF-8 in a part without a file name.
 *
 * @throws {MultipartError} if the body does not have the form that its Content-Type header promises.
 */
export function parseMultipartBody(body: Uint8Array<ArrayBuffer>, declaredBoundary: string): Part[] {
  const { body: framed, boundary } = canonicalFraming(body, declaredBoundary);
  const limits = {
    maxParts: MAX_PARTS,
    maxHeaderSize: MAX_PART_HEADER_BYTES,
    maxFileSize: framed.length,
    maxTotalSize: framed.length,
  };
  try {
    const parts = [...parseMultipart(framed, { boundary, ...limits })];
    return parts.map((part) => readPart(part.headers, part)).filter((part) => part.name !== '');
  } catch (error) {
    // Whatever the parser fails with, the bytes made it fail: the request is wrong, not the engine.
    throw new MultipartError(`${reasonOf(error)}${limitOf(error)}`, { cause: error });
  }
}

function limitOf(error: unknown): string {
  if (error instanceof MaxHeaderSizeExceededError) return ' (MAX_PART_HEADER_BYTES)';
  return error instanceof MaxPartsExceededError ? ' (MAX_PARTS)' : '';
}

/** Reads what the parser leaves as it finds it: names in any case, and `Content_type` as the reference has it. */
function readPart(headers: MultipartHeaders, content: { bytes: Uint8Array }): Part {
  const { value, parameters } = parseParameterisedHeader(
    headers['content-type'] ?? headers.content_type ?? '',
  );
  return {
    ...readPartNames(headers['content-disposition'] ?? ''),
    contentType: value === '' ? undefined : value,
    charset: parameters.get('charset'),
    transferEncoding: headers['content-transfer-encoding']?.trim().toLowerCase(),
    bytes: content.bytes as Uint8Array<ArrayBuffer>,
  };
}
