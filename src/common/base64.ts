// Browsers have methods of their own from 2025 on; Node 20 and older browsers do without.

/** btoa takes its input as arguments' characters; a call takes about a hundred thousand of them at most. */
const CHUNK = 0x8000;

/** Base64 (RFC 4648 section 4) of bytes, padded, without line breaks. */
export function encodeBase64(bytes: Uint8Array): string {
  const native = (bytes as { toBase64?: () => string }).toBase64;
  if (native) return native.call(bytes);
  let binary = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary);
}

/**
 * The bytes of a base64 text. Line breaks and spaces are skipped, the URL-safe alphabet and missing padding
 * are taken as they come.
 *
 * @returns undefined if the text is not base64.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const plain = text.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
  try {
    const native = (Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;
    return native ? native(plain) : Uint8Array.from(atob(plain), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
