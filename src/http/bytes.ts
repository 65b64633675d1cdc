/** Text whose characters are bytes: header lines of unknown charset pass through it unharmed. */
export function latin1Bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** The inverse of {@link latin1Bytes}; TextDecoder's `latin1` is windows-1252 and loses bytes. */
export function latin1Text(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Whether the bytes are valid UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Text of bytes that are no UTF-8: windows-1252, which is Latin-1 with letters in place of control codes. */
export function legacyText(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes);
}

/** The pieces one after another in a buffer of their own. */
export function concatenate(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
