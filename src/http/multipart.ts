import { fileNameOf, parseParameterisedHeader } from './header-parameters.ts';
import { type FramedPart, framedParts } from './multipart-framing.ts';

export interface Part {
  name: string;
  /** As its sender gave it; not checked for anything. */
  filename: string | undefined;
  /** Its type in lower case without parameters, or undefined if the part has no such header. */
  contentType: string | undefined;
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
  return framedParts(body, declaredBoundary)
    .map(readPart)
    .filter((part) => part.name !== '');
}

/** Reads names in any case, and `Content_type` as the reference has it. */
function readPart({ headerLines, content }: FramedPart): Part {
  const headers = headersOf(headerLines);
  const { parameters } = parseParameterisedHeader(headers.get('content-disposition') ?? '');
  const contentType = headers.get('content-type') ?? headers.get('content_type');
  return {
    name: parameters.get('name') ?? '',
    filename: fileNameOf(parameters),
    contentType: contentType === undefined ? undefined : parseParameterisedHeader(contentType).value,
    transferEncoding: headers.get('content-transfer-encoding')?.toLowerCase(),
    bytes: content.slice(),
  };
}

/** By name in lower case; those of one name are joined, as HTTP has it. */
function headersOf(lines: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}
