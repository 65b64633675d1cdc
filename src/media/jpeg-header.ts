const MARKER = 0xff;
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const APPLICATION_1 = 0xe1;
/** Baseline; the size stands in every kind of frame header alike. */
const START_OF_FRAME_0 = 0xc0;
/** Among the markers of frame headers, C0 to CF, these are none: Huffman tables, a reserved one, arithmetic coding. */
const NO_FRAMES = [0xc4, 0xc8, 0xcc];
/** With an empty comment: header readers take the first segment for one without a size. */
const START = [MARKER, START_OF_IMAGE, MARKER, 0xfe, 0, 2];
const END = [MARKER, END_OF_IMAGE];
/** They have no length: a filler and the restarts. */
const isBare = (marker: number): boolean => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd7);
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.includes(marker);

/**
 * What tells a JPEG's size and orientation, as a small JPEG without pixels: its EXIF segment and its frame header. Fill
 * bytes and kinds of coding that header readers stumble over are left out. One pass, however many segments there are.
 *
 * Source: ITU-T T.81, annex B.
 *
 * @returns Undefined if the bytes are no JPEG, or end before a frame header.
 */
export function jpegHeader(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  if (bytes[0] !== MARKER || bytes[1] !== START_OF_IMAGE) return undefined;
  let exif = new Uint8Array();
  for (let at = bytes.indexOf(MARKER, 2); at !== -1; at = bytes.indexOf(MARKER, at)) {
    while (bytes[at] === MARKER) at++;
    const marker = bytes[at];
    if (marker === undefined || marker === END_OF_IMAGE || marker === START_OF_SCAN) return undefined;
    at++;
    if (isBare(marker)) continue;
    const end = at + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
    // A length counts its own two bytes.
    if (end < at + 2 || end > bytes.length) return undefined;
    if (isFrame(marker)) {
      const frame = bytes.subarray(at, end);
      return Uint8Array.of(...START, ...exif, MARKER, START_OF_FRAME_0, ...frame, ...END);
    }
    if (marker === APPLICATION_1 && exif.length === 0) {
      exif = Uint8Array.of(MARKER, marker, ...bytes.subarray(at, end));
    }
    at = end;
  }
  return undefined;
}
