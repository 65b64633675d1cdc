// Imports nothing: it stands in the slim runtime's loader, too (scripts/slim-runtime/loader/missing-functions.js).

/** Of a WebAssembly module, whose number and version are so long; what the rest begins with then. */
const HEADER_LENGTH = 8;
const CUSTOM_SECTION = 0;

/**
 * The inference runtime's whole file, put together of the slim one and of the rest, which tells what to take of either by turns
 * (scripts/slim-runtime/rest-module.ts).
 *
 * @throws {Error} if the two don't belong together.
 */
export function wholeFile(slim: Uint8Array, rest: Uint8Array): Uint8Array<ArrayBuffer> {
  if (rest[HEADER_LENGTH] !== CUSTOM_SECTION) throw new Error('it is of another version');
  let at = HEADER_LENGTH + 1;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = rest[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  number();
  const name = number();
  at += name;
  const whole = new Uint8Array(number());
  const checksum = number();
  const turns = Array.from({ length: number() }, () => [number(), number(), number()] as const);
  let from = 0;
  let to = 0;
  for (const [skipped, taken, added] of turns) {
    from += skipped;
    whole.set(slim.subarray(from, from + taken), to);
    from += taken;
    to += taken;
    whole.set(rest.subarray(at, at + added), to);
    at += added;
    to += added;
  }
  if (crc32(whole) !== checksum) throw new Error('it is of another version');
  return whole;
}

function crc32(bytes: Uint8Array): number {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    return rest;
  });
  let rest = -1;
  for (const byte of bytes) rest = (table[(rest ^ byte) & 255] ?? 0) ^ (rest >>> 8);
  return ~rest >>> 0;
}
