/** A part of a PNG or a WebP, by where its content stands in the file. */
export interface FileChunk {
  type: string;
  start: number;
  /** Beyond the file's end if that was cut off. */
  end: number;
}

const PNG_SIGNATURE_BYTES = 8;
const WEBP_SIGNATURE_BYTES = 12;

/** Some 8 kB a chunk is usual: files of far more chunks are made to keep the engine busy. */
const MAX_CHUNKS = 100_000;

/** A PNG's chunks, in order (W3C PNG, 5.3). */
export function* pngChunks(bytes: Uint8Array): Generator<FileChunk> {
  const view = viewOf(bytes);
  let at = PNG_SIGNATURE_BYTES;
  for (let chunk = 0; chunk < MAX_CHUNKS && at + 8 <= bytes.length; chunk++) {
    const start = at + 8;
    const end = start + view.getUint32(at);
    yield { type: fourLetters(bytes, at + 4), start, end };
    // A checksum follows.
    at = end + 4;
  }
}

/** A WebP's chunks, in order (RFC 9649, 2.3). */
export function* webpChunks(bytes: Uint8Array): Generator<FileChunk> {
  const view = viewOf(bytes);
  let at = WEBP_SIGNATURE_BYTES;
  for (let chunk = 0; chunk < MAX_CHUNKS && at + 8 <= bytes.length; chunk++) {
    const start = at + 8;
    const length = view.getUint32(at + 4, true);
    yield { type: fourLetters(bytes, at), start, end: start + length };
    at = start + length + (length % 2);
  }
}

/** Four letters that name a part of a file. */
export function fourLetters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** What an encoded picture is by its first bytes, of those whose inside is looked at here. */
export function containerOf(bytes: Uint8Array): 'png' | 'webp' | 'gif' | 'avif' | undefined {
  if (fourLetters(bytes, 0) === '\x89PNG') return 'png';
  if (fourLetters(bytes, 0) === 'GIF8') return 'gif';
  if (fourLetters(bytes, 0) === 'RIFF' && fourLetters(bytes, 8) === 'WEBP') return 'webp';
  return isAvif(bytes) ? 'avif' : undefined;
}

const AVIF_BRANDS = ['avif', 'avis'];

/** Whether a file says that it is an AVIF, as its first brand or as another one. */
function isAvif(bytes: Uint8Array): boolean {
  return brandsOf(bytes).some((brand) => AVIF_BRANDS.includes(brand));
}

/** More than any writer lists. */
const MAX_BRANDS = 32;

/** The brands of a file of boxes (ISO/IEC 14496-12, 4.3). */
export function brandsOf(bytes: Uint8Array): string[] {
  if (fourLetters(bytes, 4) !== 'ftyp') return [];
  const end = Math.min(viewOf(bytes).getUint32(0), bytes.length, 16 + 4 * MAX_BRANDS);
  const brands = [fourLetters(bytes, 8)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(fourLetters(bytes, at));
  return brands;
}

const TIFF_SIGNATURES = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'];

/** Whether a file begins as a TIFF (TIFF 6.0, 2; BigTIFF), which many cameras' raw files are, too. */
export function isTiff(bytes: Uint8Array): boolean {
  return TIFF_SIGNATURES.includes(fourLetters(bytes, 0));
}

const HEIF_BRANDS = ['mif1', 'mif2', 'msf1', 'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'];

/** Whether a file says that it is a HEIF, of whatever coding (ISO/IEC 23008-12, 10.2). */
export function isHeif(bytes: Uint8Array): boolean {
  return brandsOf(bytes).some((brand) => HEIF_BRANDS.includes(brand));
}
