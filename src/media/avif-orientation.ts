import { type Orientation, takeExifOrientation } from './exif-orientation.ts';
import { fourLetters } from './file-chunks.ts';
import { boxAt, boxes, FieldReader, FULL_BOX_BYTES } from './iso-boxes.ts';
import { orientationOf } from './oriented-picture.ts';

/**
 * The orientation of an AVIF's picture, which afterwards has none, so that no decoder applies it besides. Its own
 * properties count (`irot`, `imir`); EXIF only if there are none of them, as writers translate the one into the other.
 *
 * Source: ISO/IEC 23008-12, 6.5.10, 6.5.12 and 8.11; ISO/IEC 14496-12, 8.11.
 */
export function takeAvifOrientation(bytes: Uint8Array): Orientation {
  try {
    const still = takeProperties(bytes) ?? takeExif(bytes);
    // Of a sequence browsers show the track, which has properties of its own.
    return boxAt(bytes, 'moov') ? takeTrackProperties(bytes) : still;
  } catch (error) {
    // A field beyond the file's end: what is damaged so is the decoder's to refuse.
    if (error instanceof RangeError) return 1;
    throw error;
  }
}

function takeProperties(bytes: Uint8Array): Orientation | undefined {
  const container = boxAt(bytes, 'meta', 'iprp', 'ipco');
  const primary = primaryItem(bytes);
  if (!container || primary === undefined) return undefined;
  const properties = [...boxes(bytes, container)];
  const taken: { at: number; size: number }[] = [];
  let turn: number | undefined;
  let mirror: number | undefined;
  for (const { item, property, at, size } of associations(bytes)) {
    const box = properties[property - 1];
    if (box?.type !== 'irot' && box?.type !== 'imir') continue;
    taken.push({ at, size });
    if (item !== primary) continue;
    const value = new FieldReader(bytes, box.start).number(1);
    if (box.type === 'irot') turn = value & 3;
    else mirror = value & 1;
  }
  // Property 0 is none.
  for (const { at, size } of taken) bytes.fill(0, at, at + size);
  return orientationBy(turn, mirror);
}

/** In a visual sample entry: fields of a fixed length, and boxes then (ISO/IEC 14496-12, 12.1.3). */
const SAMPLE_ENTRY_BYTES = 78;
const FREE = new TextEncoder().encode('free');

function takeTrackProperties(bytes: Uint8Array): Orientation {
  let turn: number | undefined;
  let mirror: number | undefined;
  const movie = boxAt(bytes, 'moov');
  for (const track of movie ? boxes(bytes, movie) : []) {
    const table = boxAt(bytes.subarray(track.start, track.end), 'mdia', 'minf', 'stbl', 'stsd');
    if (!table) continue;
    const start = track.start + table.start + FULL_BOX_BYTES + 4;
    for (const entry of boxes(bytes, { start, end: track.start + table.end })) {
      for (const box of boxes(bytes, { ...entry, start: entry.start + SAMPLE_ENTRY_BYTES })) {
        if (box.type !== 'irot' && box.type !== 'imir') continue;
        const value = new FieldReader(bytes, box.start).number(1);
        if (box.type === 'irot') turn ??= value & 3;
        else mirror ??= value & 1;
        bytes.set(FREE, box.start - FREE.length);
      }
    }
  }
  return orientationBy(turn, mirror) ?? 1;
}

/**
 * @param turn Quarter turns anticlockwise, which come first.
 * @param mirror 0 exchanges top and bottom, 1 left and right.
 */
function orientationBy(turn: number | undefined, mirror: number | undefined): Orientation | undefined {
  if (turn === undefined && mirror === undefined) return undefined;
  const clockwise = 4 - (turn ?? 0);
  if (mirror === undefined) return orientationOf(false, clockwise);
  // Mirrored first, it is turned the other way. Top and bottom exchanged are left and right, and half a turn.
  return orientationOf(true, 4 - (clockwise % 4) + (mirror === 0 ? 2 : 0));
}

function primaryItem(bytes: Uint8Array): number | undefined {
  const box = boxAt(bytes, 'meta', 'pitm');
  if (!box) return undefined;
  const reader = new FieldReader(bytes, box.start);
  const version = reader.number(1);
  reader.at = box.start + FULL_BOX_BYTES;
  return reader.number(version === 0 ? 2 : 4);
}

/** Which property belongs to which item, and where that stands. */
function* associations(bytes: Uint8Array) {
  const container = boxAt(bytes, 'meta', 'iprp');
  for (const box of container ? boxes(bytes, container) : []) {
    if (box.type !== 'ipma') continue;
    const reader = new FieldReader(bytes, box.start);
    const versionAndFlags = reader.number(4);
    const itemSize = versionAndFlags >>> 24 === 0 ? 2 : 4;
    const size = versionAndFlags & 1 ? 2 : 1;
    const entries = reader.number(4);
    for (let entry = 0; entry < entries; entry++) {
      const item = reader.number(itemSize);
      for (let left = reader.number(1); left > 0; left--) {
        const { at } = reader;
        // The highest bit tells whether readers must know the property.
        const property = reader.number(size) & (size === 2 ? 0x7fff : 0x7f);
        yield { item, property, at, size };
      }
    }
  }
}

function takeExif(bytes: Uint8Array): Orientation {
  const item = exifItem(bytes);
  const place = item === undefined ? undefined : placeOf(bytes, item);
  if (!place) return 1;
  // How far the TIFF header is behind this number.
  const skipped = new FieldReader(bytes, place.start).number(4);
  return takeExifOrientation(bytes.subarray(place.start + 4 + skipped, place.end));
}

function exifItem(bytes: Uint8Array): number | undefined {
  const box = boxAt(bytes, 'meta', 'iinf');
  if (!box) return undefined;
  const countSize = new FieldReader(bytes, box.start).number(1) === 0 ? 2 : 4;
  const start = box.start + FULL_BOX_BYTES + countSize;
  for (const entry of boxes(bytes, { start, end: box.end })) {
    const reader = new FieldReader(bytes, entry.start);
    const version = reader.number(1);
    if (entry.type !== 'infe' || version < 2) continue;
    reader.at = entry.start + FULL_BOX_BYTES;
    const item = reader.number(version === 2 ? 2 : 4);
    if (fourLetters(bytes, reader.at + 2) === 'Exif') return item;
  }
  return undefined;
}

/** Where an item's bytes stand; undefined if they are not of one piece in this file. */
function placeOf(bytes: Uint8Array, wanted: number): { start: number; end: number } | undefined {
  const box = boxAt(bytes, 'meta', 'iloc');
  if (!box) return undefined;
  const reader = new FieldReader(bytes, box.start);
  const version = reader.number(1);
  reader.at = box.start + FULL_BOX_BYTES;
  const sizes = reader.number(2);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  const itemSize = version < 2 ? 2 : 4;
  const items = reader.number(itemSize);
  for (let count = 0; count < items; count++) {
    const item = reader.number(itemSize);
    const isInside = version > 0 && (reader.number(2) & 15) === 1;
    reader.number(2);
    const base = reader.number(baseSize);
    const extents = reader.number(2);
    if (item === wanted && extents === 1) {
      reader.number(indexSize);
      const from = isInside ? boxAt(bytes, 'meta', 'idat')?.start : 0;
      if (from === undefined) return undefined;
      const start = from + base + reader.number(offsetSize);
      const end = start + reader.number(lengthSize);
      return end <= bytes.length ? { start, end } : undefined;
    }
    reader.at += extents * (indexSize + offsetSize + lengthSize);
  }
  return undefined;
}
