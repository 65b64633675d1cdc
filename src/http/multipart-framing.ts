import { latin1Bytes, textOf } from './bytes.ts';
import { MAX_BOUNDARY_LENGTH, MAX_PART_HEADER_BYTES, MAX_PARTS } from './limits.ts';

const LF = 10;
const CR = 13;
const DASH = 45;
/** Tab, line feed, carriage return, space. */
const BLANK = new Set([9, LF, CR, 32]);
/** A header's name (RFC 9110's token) and its colon; the reference's `Content_type` is one. */
const HEADER_LINE = /^[\w!#$%&'*+.^`|~-]+[ \t]*:/;

/** Why a body is not a multipart body; the message is meant for whoever wrote the request. */
export class MultipartError extends Error {
  override readonly name = 'MultipartError';
}

/** A part as it lies in the body. */
export interface FramedPart {
  /** One or more, unfolded. */
  headerLines: string[];
  /** A view of the body. */
  content: Uint8Array<ArrayBuffer>;
}

/**
 * The parts of a multipart body. Line ends may be LF, headers folded or of another charset than UTF-8, and lines before
 * the first delimiter or after the last one count for nothing. Every part's content stays as it is, byte for byte.
 *
 * A delimiter is, as RFC 2046 says, a line that begins with `--` and the boundary; if there is none, a
 * line that begins with the boundary, its dashes already on, as the API Lite reference prints it. Printed
 * there, too, and understood: no blank line after a part's headers, and a closing delimiter like the others.
 *
 * @throws {MultipartError} if no line is a delimiter, none closes the body, or it exceeds a limit of limits.ts.
 */
export function framedParts(body: Uint8Array<ArrayBuffer>, declaredBoundary: string): FramedPart[] {
  const delimiter = delimiterInUse(body, declaredBoundary);
  const parts: FramedPart[] = [];
  for (let at = findDelimiter(body, delimiter, 0); ; ) {
    const after = at + delimiter.length;
    if (body[after] === DASH && body[after + 1] === DASH) return parts;
    const lineEnd = body.indexOf(LF, after);
    const next = lineEnd === -1 ? -1 : findDelimiter(body, delimiter, lineEnd + 1);
    if (next === -1) {
      if (looksClosing(body, delimiter, after)) return parts;
      throw new MultipartError('the body ends before its closing delimiter: it was cut off on its way');
    }
    const part = partIn(bytesBetween(body, lineEnd + 1, next));
    // One without any header has no name: it is left out.
    if (part.headerLines.length > 0) parts.push(part);
    if (parts.length > MAX_PARTS) {
      throw new MultipartError(`it has more than ${MAX_PARTS} parts (MAX_PARTS)`);
    }
    at = next;
  }
}

function delimiterInUse(body: Uint8Array, declared: string): Uint8Array {
  if (declared.length > MAX_BOUNDARY_LENGTH) {
    throw new MultipartError(`its boundary is longer than ${MAX_BOUNDARY_LENGTH} characters`);
  }
  const printed = declared.startsWith('--') ? declared.slice(2) : '';
  const found = [declared, printed]
    .filter((boundary) => boundary !== '')
    .map((boundary) => latin1Bytes(`--${boundary}`))
    .find((delimiter) => findDelimiter(body, delimiter, 0) !== -1);
  if (found) return found;
  throw new MultipartError(
    `no line of the body begins with the Content-Type header's boundary, "${declared}"`,
  );
}

/** The reference's examples end with the plain delimiter if the boundary itself ends in two dashes. */
function looksClosing(body: Uint8Array, delimiter: Uint8Array, after: number): boolean {
  const dashed = delimiter.subarray(-2).every((byte) => byte === DASH);
  return dashed && body.subarray(after).every((byte) => BLANK.has(byte));
}

/** From one delimiter line to the next, whose own line end is no part of the content. */
function bytesBetween(body: Uint8Array<ArrayBuffer>, start: number, next: number): Uint8Array<ArrayBuffer> {
  const crlf = body[next - 2] === CR && next - 2 >= start;
  return body.subarray(start, Math.max(start, next - (crlf ? 2 : 1)));
}

/** Takes a part apart; its content begins after the blank line or, as printed, where headers end. */
function partIn(bytes: Uint8Array<ArrayBuffer>): FramedPart {
  const headerLines: string[] = [];
  let start = 0;
  while (start < bytes.length) {
    const lineFeed = bytes.indexOf(LF, start);
    const lineEnd = lineFeed === -1 ? bytes.length : lineFeed + 1;
    const line = textOf(bytes.subarray(start, lineEnd)).trimEnd();
    const folded = headerLines.length > 0 && BLANK.has(bytes[start] ?? LF);
    if (line !== '' && !folded && !HEADER_LINE.test(line)) break;
    start = lineEnd;
    if (line === '') break;
    if (lineEnd > MAX_PART_HEADER_BYTES) {
      const limit = `${MAX_PART_HEADER_BYTES} bytes (MAX_PART_HEADER_BYTES)`;
      throw new MultipartError(`the headers of a part are longer than ${limit}`);
    }
    headerLines.push(folded ? `${headerLines.pop()} ${line.trimStart()}` : line);
  }
  return { headerLines, content: bytes.subarray(start) };
}

/** The next line at or after `from` that begins with the delimiter, or -1 (Horspool's search). */
function findDelimiter(body: Uint8Array, delimiter: Uint8Array, from: number): number {
  const last = delimiter.length - 1;
  const shift = new Int32Array(256).fill(delimiter.length);
  for (let index = 0; index < last; index++) shift[delimiter[index] ?? 0] = last - index;
  for (let at = from; at + last < body.length; at += shift[body[at + last] ?? 0] ?? 1) {
    let index = last;
    while (index >= 0 && body[at + index] === delimiter[index]) index--;
    if (index < 0 && (at === 0 || body[at - 1] === LF)) return at;
  }
  return -1;
}
