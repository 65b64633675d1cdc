import { clamp } from '../common/clamp.ts';
import type { Commonness } from './commonness.ts';
import { BestRows } from './search/best-rows.ts';

/**
 * A pack's cohort: vectors of nobody in particular, each the mean of pictures of some two dozen people, all clean or all
 * degraded alike. `npm run evaluate -- PAIRS.tsv --write` makes it. The bytes, little-endian:
 *
 * | offset | size | what |
 * |---|---|---|
 * | 0 | 4 | magic `IPFC` |
 * | 4 | 1 | format version, 1 |
 * | 5 | 1 | zero |
 * | 6 | 2 | dimension |
 * | 8 | 4 | rows |
 * | 12 | 4 | the likeness to the nearest rows that most clean pictures do not exceed, a 32-bit float |
 * | 16 | 4 x rows | a scale for each row, 32-bit floats |
 * | 16 + 4 x rows | dimension x rows | the rows, 8-bit integers: a component is the integer times its row's scale |
 */
const MAGIC = 0x43465049;
const VERSION = 1;
const TYPICAL_OFFSET = 12;
const HEADER_BYTES = 16;
const SCALE_BYTES = 4;

/** So many of the cohort's vectors are the nearest, so that none of them decides alone. */
const NEAREST = 3;

/** What vectors are measured against. */
export interface Cohort {
  /** How much more alike a vector is to the nearest of the cohort's than most are. @throws {RangeError} If it is not of the cohort's dimension. */
  commonnessOf(vector: Float32Array): Commonness;
}

/**
 * Reads a cohort.
 *
 * @param id Names it in {@link Commonness}.
 * @throws {RangeError} If the bytes are no cohort of vectors of this dimension.
 */
export function readCohort(bytes: Uint8Array<ArrayBuffer>, dimension: number, id: number): Cohort {
  const rows = rowsOf(bytes, dimension);
  const count = rows.length / dimension;
  const typical = new DataView(bytes.buffer, bytes.byteOffset).getFloat32(TYPICAL_OFFSET, true);
  return {
    commonnessOf(vector) {
      if (vector.length !== dimension) {
        throw new RangeError(`The vector has ${vector.length} components, the cohort's have ${dimension}`);
      }
      const nearest = new BestRows(Math.min(NEAREST, count));
      nearest.offer(similarities(rows, vector), 0);
      const sum = nearest.entries.reduce((all, { similarity }) => all + similarity, 0);
      return { value: clamp(sum / nearest.entries.length - typical, 0, 1), cohort: id };
    },
  };
}

function rowsOf(bytes: Uint8Array<ArrayBuffer>, dimension: number): Float32Array {
  if (bytes.byteLength < HEADER_BYTES) throw new RangeError('it is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError('it does not start like a cohort');
  if (view.getUint8(4) !== VERSION) throw new RangeError('it is of a version this engine does not know');
  const found = view.getUint16(6, true);
  if (found !== dimension) throw new RangeError(`its vectors have ${found} components, not ${dimension}`);
  const count = view.getUint32(8, true);
  const start = HEADER_BYTES + SCALE_BYTES * count;
  if (count === 0 || bytes.byteLength !== start + count * dimension) {
    throw new RangeError('it is cut off or too long');
  }
  const rows = new Float32Array(count * dimension);
  for (let row = 0; row < count; row++) {
    const scale = view.getFloat32(HEADER_BYTES + SCALE_BYTES * row, true);
    for (let at = row * dimension; at < (row + 1) * dimension; at++) {
      rows[at] = view.getInt8(start + at) * scale;
    }
  }
  return rows;
}

function similarities(rows: Float32Array, vector: Float32Array): Float32Array {
  const all = new Float32Array(rows.length / vector.length);
  for (let row = 0, at = 0; row < all.length; row++) {
    let sum = 0;
    for (let i = 0; i < vector.length; i++, at++) sum += (rows[at] as number) * (vector[i] as number);
    all[row] = sum;
  }
  return all;
}
