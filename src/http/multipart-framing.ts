import { concatenate, isUtf8, latin1Bytes, latin1Text, legacyText } from './bytes.ts';
import { MAX_BOUNDARY_LENGTH } from './limits.ts';

const LF = 10;
const CR = 13;
const DASH = 45;
const CRLF = '\r\n';
/** Tab, line feed, carriage return, space. */
const BLANK = new Set([9, LF, CR, 32]);
/** A header's name (RFC 9110's token) and its colon; the reference's `Content_type` is one. */
const HEADER_LINE = /^[\w!#$%&'*+.^`|~-]+[ \t]*:/;
const MAX_HEADER_NAME = 100;

/** Why a body is not a multipart body; the message is meant for whoever wrote the request. */
export class MultipartError extends Error {
  override readonly name = 'MultipartError';
}

/** Where a part lies, and whether a strict parser would read it there. */
interface Frame {
  /** The first byte of its headers. */
  start: number;
  /** The byte after its content. */
  end: number;
  /** The line ends about it are CRLF, the delimiter lines hold nothing else. */
  strict: boolean;
}

/**
 * A multipart body in the one form a strict parser reads: no preamble, CRLF line ends, nothing after the
 * delimiters, no folded headers, headers in UTF-8. A body of this form is returned as a view of itself; of another, delimiters
 * and headers are written anew while every part's content stays as it is, byte for byte.
 *
 * A delimiter is, as RFC 2046 says, a line that begins with `--` and the boundary; if there is none, a
 * line that begins with the boundary, its dashes already on, as the API Lite reference prints it. Printed
 * there, too, and understood: no blank line after a part's headers, and a closing delimiter like the others.
 *
 * @returns The body, and the boundary its delimiters are made of.
 * @throws {MultipartError} if no line is a delimiter or none closes the body.
 */
export function canonicalFraming(
  body: Uint8Array<ArrayBuffer>,
  declaredBoundary: string,
): { body: Uint8Array<ArrayBuffer>; boundary: string } {
  const boundary = boundaryInUse(body, declaredBoundary);
  const delimiter = latin1Bytes(`--${boundary}`);
  const first = findDelimiter(body, delimiter, 0);
  const { frames, closed } = findFrames(body, delimiter, first);
  if (closed && frames.every((frame) => frame.strict)) return { body: body.subarray(first), boundary };
  const pieces = frames.flatMap((frame) => rewrittenPart(delimiter, body.subarray(frame.start, frame.end)));
  return { body: concatenate([...pieces, delimiter, latin1Bytes('--')]), boundary };
}

function boundaryInUse(body: Uint8Array, declared: string): string {
  if (declared.length > MAX_BOUNDARY_LENGTH) {
    throw new MultipartError(`its boundary is longer than ${MAX_BOUNDARY_LENGTH} characters`);
  }
  const printed = declared.startsWith('--') ? declared.slice(2) : '';
  const found = [declared, printed].find(
    (boundary) => boundary !== '' && findDelimiter(body, latin1Bytes(`--${boundary}`), 0) !== -1,
  );
  if (found !== undefined) return found;
  throw new MultipartError(
    `no line of the body begins with the Content-Type header's boundary, "${declared}"`,
  );
}

/** The parts between the delimiter lines; `closed` tells whether the last delimiter is a proper closing one. */
function findFrames(body: Uint8Array, delimiter: Uint8Array, first: number) {
  const frames: Frame[] = [];
  for (let at = first; ; ) {
    const after = at + delimiter.length;
    if (body[after] === DASH && body[after + 1] === DASH) return { frames, closed: true };
    const lineEnd = body.indexOf(LF, after);
    const next = lineEnd === -1 ? -1 : findDelimiter(body, delimiter, lineEnd + 1);
    if (next === -1) {
      if (looksClosing(body, delimiter, after)) return { frames, closed: false };
      throw new MultipartError('the body ends before its closing delimiter: it was cut off on its way');
    }
    frames.push(frameBetween(body, { after, lineEnd, next }));
    at = next;
  }
}

/** The reference's examples end with the plain delimiter if the boundary itself ends in two dashes. */
function looksClosing(body: Uint8Array, delimiter: Uint8Array, after: number): boolean {
  const dashed = delimiter.subarray(-2).every((byte) => byte === DASH);
  return dashed && body.subarray(after).every((byte) => BLANK.has(byte));
}

function frameBetween(
  body: Uint8Array,
  { after, lineEnd, next }: Record<'after' | 'lineEnd' | 'next', number>,
) {
  const start = lineEnd + 1;
  const crlf = body[next - 2] === CR && next - 2 >= start;
  const end = Math.max(start, next - (crlf ? 2 : 1));
  const bareDelimiter = lineEnd === after + 1 && body[after] === CR;
  return { start, end, strict: crlf && bareDelimiter && hasStrictHeaders(body.subarray(start, end)) };
}

/** One or more header lines in CRLF and UTF-8, none folded, then a blank line in CRLF. */
function hasStrictHeaders(part: Uint8Array): boolean {
  for (let start = 0, lineEnd = part.indexOf(LF); lineEnd !== -1; lineEnd = part.indexOf(LF, start)) {
    if (part[lineEnd - 1] !== CR) return false;
    if (lineEnd === start + 1) return start > 0 && isUtf8(part.subarray(0, start));
    if (!HEADER_LINE.test(latin1Text(part.subarray(start, start + MAX_HEADER_NAME)))) return false;
    start = lineEnd + 1;
  }
  return false;
}

/** The part written anew; its content begins after the blank line or, as printed, where headers end. */
function rewrittenPart(delimiter: Uint8Array, part: Uint8Array): Uint8Array[] {
  const headers: string[] = [];
  let start = 0;
  while (start < part.length) {
    const lineFeed = part.indexOf(LF, start);
    const lineEnd = lineFeed === -1 ? part.length : lineFeed + 1;
    const line = latin1Text(part.subarray(start, lineEnd)).trimEnd();
    const folded = headers.length > 0 && BLANK.has(part[start] ?? LF);
    if (line !== '' && !folded && !HEADER_LINE.test(line)) break;
    start = lineEnd;
    if (line === '') break;
    if (folded) headers.push(`${headers.pop()} ${line.trimStart()}`);
    else headers.push(line);
  }
  return writtenPart(delimiter, headers, part.subarray(start));
}

/** A part without any header has no name, and no strict parser reads it: it is left out. */
function writtenPart(delimiter: Uint8Array, headers: string[], content: Uint8Array): Uint8Array[] {
  if (headers.length === 0) return [];
  const lines = headers.flatMap((header) => [latin1Bytes(CRLF), inUtf8(latin1Bytes(header))]);
  return [delimiter, ...lines, latin1Bytes(CRLF + CRLF), content, latin1Bytes(CRLF)];
}

/** Clients of old systems send file names in their own charset, which hardly ever happens to be valid UTF-8. */
function inUtf8(line: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return isUtf8(line) ? line : new TextEncoder().encode(legacyText(line));
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
