import { isUtf8, legacyText } from './bytes.ts';

/**
 * The text of a payload: JSON is UTF-8, unless its byte order mark or the charset that its sender declares says
 * otherwise. What is no UTF-8 and declares nothing is of an old system, as such headers are.
 *
 * @returns undefined if the bytes are no text of the charset that they are said to be of.
 */
export function payloadText(bytes: Uint8Array, declaredCharset?: string): string | undefined {
  const charset = markedCharset(bytes) ?? knownCharset(declaredCharset);
  if (charset === undefined) return isUtf8(bytes) ? new TextDecoder().decode(bytes) : legacyText(bytes);
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
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
function knownCharset(label: string | undefined): string | undefined {
  try {
    return label && new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
