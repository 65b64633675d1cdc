import crc32 from 'crc-32';

type Bytes = Uint8Array<ArrayBuffer>;

/** Where a file has a number, and how it is written. */
export interface NumberField {
  at: number;
  /** Bytes. */
  width: number;
  isLittleEndian: boolean;
  /** Leading bits of the first byte that tell the number's own length, as EBML has them. */
  markerBits?: number;
}

/** Boxes of ISO media that hold boxes. */
const BOXES_OF_BOXES = new Set([
  'moov',
  'trak',
  'mdia',
  'minf',
  'stbl',
  'moof',
  'traf',
  'mvex',
  'dinf',
  'edts',
  'udta',
  'meta',
  'iprp',
  'ipco',
]);

/** EBML elements that hold elements: the header, segment, cluster, tracks, entry, video, cues, point, seek head. */
const ELEMENTS_OF_ELEMENTS = new Set([
  0x1a45dfa3, 0x18538067, 0x1f43b675, 0x1654ae6b, 0xae, 0xe0, 0x1c53bb6b, 0xbb, 0xb7, 0x114d9b74, 0x4dbb,
  0x1549a966,
]);

/** A format that fuzzed bytes may nest as deep as they like is not followed for ever. */
const MAX_FIELDS = 2000;

const text = (bytes: Bytes, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));
const big = (at: number, width: number): NumberField => ({ at, width, isLittleEndian: false });
const little = (at: number, width: number): NumberField => ({ at, width, isLittleEndian: true });
const viewOf = (bytes: Bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const isPng = (bytes: Bytes) => text(bytes, 1, 3) === 'PNG';
const isJpeg = (bytes: Bytes) => bytes[0] === 0xff && bytes[1] === 0xd8;
const isTar = (bytes: Bytes) => text(bytes, 257, 5) === 'ustar';

/** The numbers by which a file tells how long its pieces are; none if its format is not known here. */
export function sizeFields(bytes: Bytes): NumberField[] {
  if (bytes.length < 12) return [];
  if (isPng(bytes)) return pngChunks(bytes).map(({ at }) => big(at, 4));
  if (isJpeg(bytes)) return jpegSegments(bytes).map((at) => big(at + 2, 2));
  if (text(bytes, 0, 4) === 'RIFF') return riffChunks(bytes);
  if (text(bytes, 0, 3) === 'GIF') return [little(6, 2), little(8, 2), { ...big(10, 1) }];
  if (text(bytes, 0, 2) === 'BM') return [2, 10, 14, 18, 22, 34].map((at) => little(at, 4));
  if (/^II|^MM/.test(text(bytes, 0, 2))) return tiffFields(bytes);
  if (text(bytes, 0, 2) === 'PK') return zipFields(bytes);
  if (isTar(bytes)) return tarHeaders(bytes).map((at) => big(at + 124, 12));
  if (viewOf(bytes).getUint32(0) === 0x1a45dfa3) return ebmlSizes(bytes, 0, bytes.length);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return [little(bytes.length - 4, 4), big(3, 1)];
  return boxSizes(bytes, 0, bytes.length);
}

/** Where a picture's width and height are written. */
export function dimensionFields(bytes: Bytes): NumberField[] {
  if (bytes.length < 30) return [];
  if (isPng(bytes)) return [big(16, 4), big(20, 4)];
  if (text(bytes, 0, 3) === 'GIF') return [little(6, 2), little(8, 2)];
  if (text(bytes, 0, 2) === 'BM') return [little(18, 4), little(22, 4)];
  if (text(bytes, 12, 4) === 'VP8X') return [little(24, 3), little(27, 3)];
  if (text(bytes, 12, 4) === 'VP8 ') return [little(26, 2), little(28, 2)];
  if (text(bytes, 12, 4) === 'VP8L') return [little(21, 4)];
  if (isJpeg(bytes)) {
    const frame = jpegSegments(bytes).find((at) => [0xc0, 0xc1, 0xc2].includes(bytes[at + 1] ?? 0));
    return frame === undefined ? [] : [big(frame + 5, 2), big(frame + 7, 2)];
  }
  const size = bytes.findIndex((_, at) => text(bytes, at, 4) === 'ispe');
  return size < 0 ? [] : [big(size + 8, 4), big(size + 12, 4)];
}

/** The same file with the checksums of its format right, so that readers go on to what lies behind them. */
export function repairChecksums(bytes: Bytes): Bytes {
  if (bytes.length >= 12 && isPng(bytes)) {
    for (const { at, length } of pngChunks(bytes)) {
      const end = at + 8 + length;
      if (end + 4 <= bytes.length) viewOf(bytes).setInt32(end, crc32.buf(bytes.subarray(at + 4, end)));
    }
  }
  if (isTar(bytes)) for (const at of tarHeaders(bytes)) repairTarHeader(bytes, at);
  return bytes;
}

function repairTarHeader(bytes: Bytes, at: number): void {
  const header = bytes.subarray(at, at + 512);
  if (header.length < 512) return;
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
}

function pngChunks(bytes: Bytes): { at: number; length: number }[] {
  const chunks: { at: number; length: number }[] = [];
  for (let at = 8; at + 8 <= bytes.length && chunks.length < MAX_FIELDS; ) {
    const length = viewOf(bytes).getUint32(at);
    chunks.push({ at, length });
    at += 12 + length;
  }
  return chunks;
}

function jpegSegments(bytes: Bytes): number[] {
  const segments: number[] = [];
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff && segments.length < MAX_FIELDS; ) {
    segments.push(at);
    if (bytes[at + 1] === 0xda) break;
    at += 2 + Math.max(2, viewOf(bytes).getUint16(at + 2));
  }
  return segments;
}

function riffChunks(bytes: Bytes): NumberField[] {
  const fields = [little(4, 4)];
  for (let at = 12; at + 8 <= bytes.length && fields.length < MAX_FIELDS; ) {
    fields.push(little(at + 4, 4));
    const length = viewOf(bytes).getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  return fields;
}

function tiffFields(bytes: Bytes): NumberField[] {
  const isLittleEndian = bytes[0] === 0x49;
  const first = viewOf(bytes).getUint32(4, isLittleEndian);
  if (first + 2 > bytes.length) return [{ at: 4, width: 4, isLittleEndian }];
  const count = Math.min(64, viewOf(bytes).getUint16(first, isLittleEndian));
  const entries = Array.from({ length: count }, (_, entry) => first + 2 + 12 * entry);
  const fields = entries.flatMap((at) =>
    [at + 4, at + 8].map((place) => ({ at: place, width: 4, isLittleEndian })),
  );
  return [{ at: first, width: 2, isLittleEndian }, ...fields];
}

/** Sizes, counts and offsets of local headers, central headers and the end. */
const ZIP_RECORDS: Readonly<Record<number, readonly [at: number, width: number][]>> = {
  67324752: [
    [8, 2],
    [14, 4],
    [18, 4],
    [22, 4],
    [26, 2],
    [28, 2],
  ],
  33639248: [
    [10, 2],
    [16, 4],
    [20, 4],
    [24, 4],
    [28, 2],
    [30, 2],
    [32, 2],
    [42, 4],
  ],
  101010256: [
    [8, 2],
    [10, 2],
    [12, 4],
    [16, 4],
    [20, 2],
  ],
};

function zipFields(bytes: Bytes): NumberField[] {
  const fields: NumberField[] = [];
  for (let at = 0; at + 4 <= bytes.length && fields.length < MAX_FIELDS; at++) {
    if (bytes[at] !== 0x50 || bytes[at + 1] !== 0x4b) continue;
    const record = ZIP_RECORDS[viewOf(bytes).getUint32(at, true)] ?? [];
    fields.push(...record.map(([offset, width]) => little(at + offset, width)));
  }
  return fields.filter((field) => field.at + field.width <= bytes.length);
}

function tarHeaders(bytes: Bytes): number[] {
  const headers: number[] = [];
  for (let at = 0; at + 512 <= bytes.length && headers.length < MAX_FIELDS; at += 512) {
    if (text(bytes, at + 257, 5) === 'ustar') headers.push(at);
  }
  return headers;
}

function boxSizes(bytes: Bytes, from: number, to: number): NumberField[] {
  const fields: NumberField[] = [];
  for (let at = from; at + 8 <= to && fields.length < MAX_FIELDS; ) {
    const type = text(bytes, at + 4, 4);
    if (!/^[\w ©-]{4}$/.test(type)) break;
    const length = viewOf(bytes).getUint32(at);
    fields.push(big(at, 4));
    const end = Math.min(to, length < 8 ? to : at + length);
    const head = type === 'meta' ? 12 : 8;
    if (BOXES_OF_BOXES.has(type)) fields.push(...boxSizes(bytes, at + head, end));
    // Tables begin with a version, flags and their count.
    else if (type.startsWith('st') || type === 'trun') fields.push(big(at + 12, 4));
    at = end;
  }
  return fields.filter((field) => field.at + field.width <= bytes.length);
}

function ebmlSizes(bytes: Bytes, from: number, to: number): NumberField[] {
  const fields: NumberField[] = [];
  for (let at = from; at < to && fields.length < MAX_FIELDS; ) {
    const idBytes = Math.clz32(bytes[at] ?? 0) - 23;
    const sizeAt = at + idBytes;
    const width = Math.clz32(bytes[sizeAt] ?? 0) - 23;
    if (idBytes > 4 || width > 8 || sizeAt + width > to) break;
    fields.push({ at: sizeAt, width, isLittleEndian: false, markerBits: width });
    const id = bytes.subarray(at, sizeAt).reduce((value, byte) => value * 256 + byte, 0);
    const size = bytes.subarray(sizeAt, sizeAt + width).reduce((value, byte) => value * 256 + byte, 0);
    const isUnknown = size === 2 ** (8 * width - width + 1) - 1;
    const end = isUnknown ? to : Math.min(to, sizeAt + width + (size - 2 ** (7 * width)));
    if (ELEMENTS_OF_ELEMENTS.has(id)) fields.push(...ebmlSizes(bytes, sizeAt + width, end));
    at = Math.max(end, sizeAt + width);
  }
  return fields;
}
