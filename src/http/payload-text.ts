/**
 * The text of a payload: JSON is UTF-8, unless its byte order mark or the charset that its sender declares says
 * otherwise.
 *
 * @returns undefined if the bytes are no text of that charset.
 */
export function payloadText(bytes: Uint8Array, declaredCharset = 'utf-8'): string | undefined {
  try {
    return strictDecoder(markedCharset(bytes) ?? declaredCharset).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The charset that a byte order mark stands for; TextDecoder leaves out the mark itself. */
function markedCharset([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** A charset that nobody knows, such as `binary`, says nothing. */
function strictDecoder(charset: string) {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return new TextDecoder('utf-8', { fatal: true });
  }
}
