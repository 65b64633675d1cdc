import type { Random } from '../random.ts';
import { dimensionFields, type NumberField, repairChecksums, sizeFields } from './structure.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Numbers at the edges of what readers count with. */
const INTERESTING = [
  0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe,
  0xffffffff,
];

/** The longest side that most formats can write. */
const MAX_WRITABLE_SIDE = 65_535;

/** A mutation that knows nothing of the format. */
const PLAIN: readonly ((bytes: Bytes, random: Random, other: Bytes) => Bytes)[] = [
  function flipBits(bytes, random) {
    for (let flips = random.between(1, 8); flips > 0; flips--) {
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }
    return bytes;
  },
  function overwrite(bytes, random) {
    const at = random.below(bytes.length);
    bytes.set(random.bytes(Math.min(random.between(1, 32), bytes.length - at)), at);
    return bytes;
  },
  function writeNumber(bytes, random) {
    const width = random.pick([1, 2, 4]);
    const at = random.below(Math.max(1, bytes.length - width));
    write(bytes, { at, width, isLittleEndian: random.percent(50) }, random.pick(INTERESTING));
    return bytes;
  },
  function truncate(bytes, random) {
    return bytes.slice(0, random.below(bytes.length + 1));
  },
  function insert(bytes, random) {
    const at = random.below(bytes.length + 1);
    const inserted = random.percent(50)
      ? random.bytes(random.between(1, 64))
      : new Uint8Array(random.between(1, 4096));
    return joined(bytes.subarray(0, at), inserted, bytes.subarray(at));
  },
  function repeat(bytes, random) {
    const { from, to } = range(bytes, random);
    const piece = bytes.subarray(from, to);
    const times = random.between(1, 4);
    return joined(bytes.subarray(0, to), ...Array.from({ length: times }, () => piece), bytes.subarray(to));
  },
  function cutOut(bytes, random) {
    const { from, to } = range(bytes, random);
    return joined(bytes.subarray(0, from), bytes.subarray(to));
  },
  function zero(bytes, random) {
    const { from, to } = range(bytes, random);
    return bytes.fill(0, from, to);
  },
  function splice(bytes, random, other) {
    const from = random.below(other.length + 1);
    return joined(bytes.subarray(0, random.below(bytes.length + 1)), other.subarray(from));
  },
];

/**
 * Damages a file in one to four ways, most of them at the sizes that its format writes; checksums are mended often.
 *
 * @param other Another file, for splices.
 */
export function mutated(source: Uint8Array, other: Uint8Array, random: Random): Bytes {
  let bytes = new Uint8Array(source);
  for (let times = random.pick([1, 1, 1, 2, 2, 3, 4]); times > 0; times--) {
    if (bytes.length === 0) break;
    const fields = random.percent(50) ? sizeFields(bytes) : [];
    bytes =
      fields.length > 0
        ? withOtherSize(bytes, random.pick(fields), random)
        : random.pick(PLAIN)(bytes, random, new Uint8Array(other));
  }
  return random.percent(70) ? repairChecksums(bytes) : bytes;
}

/** A picture that says it is as large as it likes. */
export function withOtherDimensions(source: Uint8Array, random: Random): Bytes {
  const bytes = new Uint8Array(source);
  for (const field of dimensionFields(bytes)) {
    const side = random.pick([
      0,
      1,
      16_383,
      20_000,
      31_999,
      32_000,
      32_001,
      MAX_WRITABLE_SIDE,
      random.word(),
    ]);
    write(bytes, field, side);
  }
  return repairChecksums(bytes);
}

function withOtherSize(bytes: Bytes, field: NumberField, random: Random): Bytes {
  const before = read(bytes, field);
  const most = 2 ** (8 * Math.min(4, field.width)) - 1;
  const sizes = [
    0,
    1,
    most,
    before + 1,
    before - 1,
    before * 2,
    before + bytes.length,
    most >>> 1,
    random.below(bytes.length),
  ];
  write(bytes, field, random.pick(sizes));
  return bytes;
}

function read(bytes: Bytes, { at, width, isLittleEndian }: NumberField): number {
  let value = 0;
  for (let index = 0; index < width; index++) {
    value = value * 256 + (bytes[at + (isLittleEndian ? width - 1 - index : index)] ?? 0);
  }
  return value;
}

/** Writes what fits of a number; the marker bits of an EBML length stay. */
function write(
  bytes: Bytes,
  { at, width, isLittleEndian, markerBits = 0 }: NumberField,
  value: number,
): void {
  const first = bytes[at] ?? 0;
  let rest = Math.max(0, value);
  for (let index = 0; index < width; index++) {
    bytes[at + (isLittleEndian ? index : width - 1 - index)] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  if (markerBits === 0) return;
  const marker = (0xff00 >> markerBits) & 0xff;
  bytes[at] = (first & marker) | ((bytes[at] ?? 0) & ~marker & 0xff);
}

function range(bytes: Bytes, random: Random): { from: number; to: number } {
  const from = random.below(bytes.length);
  const length = random.percent(80) ? random.between(1, 256) : random.below(bytes.length);
  return { from, to: Math.min(bytes.length, from + length) };
}

export function joined(...pieces: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
