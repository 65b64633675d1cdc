import { concatenate } from '../../src/http/bytes.ts';

/** A part as a test wants it on the wire. */
export interface PartToWrite {
  name: string;
  content: Uint8Array | string;
  filename?: string;
  contentType?: string;
  /** Header lines instead of those made of the fields above. */
  headers?: string[];
}

/** How the body is framed; the default is what browsers send. */
export interface Framing {
  boundary?: string;
  /** The Content-Type header's boundary parameter as it stands there, e.g. in quotes. */
  boundaryParameter?: string;
  lineEnd?: '\r\n' | '\n';
  preamble?: string;
  epilogue?: string;
}

const utf8 = new TextEncoder();

/** A multipart/form-data body and the header that goes with it. */
export function writeMultipart(parts: readonly PartToWrite[], framing: Framing = {}) {
  const { boundary = 'X-test-boundary-7f3a', lineEnd = '\r\n', preamble = '', epilogue = lineEnd } = framing;
  const pieces = [utf8.encode(preamble)];
  for (const part of parts) {
    const lines = [`--${boundary}`, ...(part.headers ?? headersOf(part)), '', ''];
    pieces.push(utf8.encode(lines.join(lineEnd)), bytesOf(part.content), utf8.encode(lineEnd));
  }
  pieces.push(utf8.encode(`--${boundary}--${epilogue}`));
  return {
    headers: { 'Content-Type': `multipart/form-data; boundary=${framing.boundaryParameter ?? boundary}` },
    body: concatenate(pieces),
  };
}

/**
 * A body as the reference prints it, to the letter: boundary `--BOUNDARY--` used as the delimiter as it is,
 * also at the end; typographic quotes; `Content_type`; no blank line before the content; LF.
 */
export function writeAsPrinted(parts: readonly PartToWrite[]) {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (const { name, filename, contentType = 'application/octet-stream', content } of parts) {
    const fileName = filename === undefined ? '' : `; filename=”${filename}”`;
    const head = `--BOUNDARY--\nContent-Disposition: form-data; name=”${name}”${fileName}\nContent_type: ${contentType}\n`;
    pieces.push(utf8.encode(head), bytesOf(content), utf8.encode('\n'));
  }
  return {
    headers: { 'Content-Type': 'multipart/form-data; boundary=--BOUNDARY--' },
    body: concatenate([...pieces, utf8.encode('--BOUNDARY--\n')]),
  };
}

function headersOf({ name, filename, contentType }: PartToWrite): string[] {
  const fileName = filename === undefined ? '' : `; filename="${filename}"`;
  const disposition = `Content-Disposition: form-data; name="${name}"${fileName}`;
  return contentType === undefined ? [disposition] : [disposition, `Content-Type: ${contentType}`];
}

function bytesOf(content: Uint8Array | string): Uint8Array<ArrayBuffer> {
  return typeof content === 'string' ? utf8.encode(content) : new Uint8Array(content);
}
