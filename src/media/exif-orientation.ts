/**
 * How a stored picture is brought upright, by EXIF's numbers: 2, 4, 5 and 7 mirror it, 3 to 8 turn it.
 *
 * Source: CIPA DC-008 (Exif 3.0), 4.6.5.1.6.
 */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;
/** `II*\0` or `MM\0*`, and where the first directory stands. */
const TIFF_HEADER_BYTES = 8;
/** Writers that come from JPEG leave its `Exif\0\0` before the TIFF header. */
const PREFIX = [0x45, 0x78, 0x69, 0x66, 0, 0];

/** The orientation in EXIF data, and where its two bytes stand. */
interface OrientationValue {
  orientation: Orientation;
  at: number;
  isLittleEndian: boolean;
}

/** The orientation that EXIF data tell; 1, which is upright, if they tell none or are damaged. */
export function exifOrientation(exif: Uint8Array): Orientation {
  return orientationValue(exif)?.orientation ?? 1;
}

/** The orientation that EXIF data tell; afterwards they say 1, so that no decoder applies it besides. */
export function takeExifOrientation(exif: Uint8Array): Orientation {
  const found = orientationValue(exif);
  if (!found) return 1;
  exif.set(found.isLittleEndian ? [1, 0] : [0, 1], found.at);
  return found.orientation;
}

export function startsWith(bytes: Uint8Array, start: ArrayLike<number>): boolean {
  return Array.prototype.every.call(start, (byte, index) => bytes[index] === byte);
}

function orientationValue(exif: Uint8Array): OrientationValue | undefined {
  const begin = startsWith(exif, PREFIX) ? PREFIX.length : 0;
  const view = new DataView(exif.buffer, exif.byteOffset + begin, exif.byteLength - begin);
  if (view.byteLength < TIFF_HEADER_BYTES) return undefined;
  const order = view.getUint16(0);
  const isLittleEndian = order === 0x4949;
  if (!isLittleEndian && order !== 0x4d4d) return undefined;
  const directory = view.getUint32(4, isLittleEndian);
  if (directory + 2 > view.byteLength) return undefined;
  const entries = view.getUint16(directory, isLittleEndian);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * ENTRY_BYTES;
    if (at + ENTRY_BYTES > view.byteLength) return undefined;
    if (view.getUint16(at, isLittleEndian) !== ORIENTATION_TAG) continue;
    const isOneShort =
      view.getUint16(at + 2, isLittleEndian) === SHORT && view.getUint32(at + 4, isLittleEndian) === 1;
    const value = view.getUint16(at + 8, isLittleEndian);
    if (!isOneShort || value < 1 || value > 8) return undefined;
    return { orientation: value as Orientation, at: begin + at + 8, isLittleEndian };
  }
  return undefined;
}
