import {
  bytesPerBlock,
  bytesPerRow,
  paddedDimension,
  QUERY_ADDRESS,
  ROWS_ADDRESS,
  ROWS_PER_BLOCK,
} from './memory-layout.ts';
import { quantiseQuery, quantiseRow } from './quantisation.ts';

/** How rows of one type lie in a kernel's memory. Padding stays zero, and so do rows that aren't held. */
export interface Rows {
  /** Writes a row. */
  write(index: number, vector: Float32Array): void;
  /** A copy of a row, as floats. */
  read(index: number): Float32Array<ArrayBuffer>;
  /** Copies a row over another. */
  copy(from: number, to: number): void;
  /** Overwrites rows from `first` up to, not including, `end` with zeros. */
  erase(first: number, end: number): void;
  /** Writes the query where the kernel reads it; answers its scale, `undefined` for float rows. */
  writeQuery(vector: Float32Array): number | undefined;
  /** Overwrites the query. */
  eraseQuery(): void;
}

/** Rows of 32-bit floats: one after the other. */
export function floatRows(buffer: ArrayBuffer, dimension: number): Rows {
  const floats = new Float32Array(buffer);
  const stride = paddedDimension(dimension);
  const query = QUERY_ADDRESS / 4;
  const at = (index: number): number => ROWS_ADDRESS / 4 + index * stride;
  return {
    write: (index, vector) => floats.set(vector, at(index)),
    read: (index) => floats.slice(at(index), at(index) + dimension),
    copy: (from, to) => floats.copyWithin(at(to), at(from), at(from + 1)),
    erase: (first, end) => floats.fill(0, at(first), at(end)),
    writeQuery(vector) {
      floats.set(vector, query);
      return undefined;
    },
    eraseQuery: () => floats.fill(0, query, query + stride),
  };
}

/** Rows of 8-bit integers: a block's rows one after the other, then their scales. */
export function byteRows(buffer: ArrayBuffer, dimension: number): Rows {
  const bytes = new Int8Array(buffer);
  const scales = new Float32Array(buffer);
  const query = new Int16Array(buffer, QUERY_ADDRESS, paddedDimension(dimension));
  const stride = bytesPerRow('i8', dimension);
  const blockBytes = bytesPerBlock('i8', dimension);
  const block = (index: number): number => ROWS_ADDRESS + Math.floor(index / ROWS_PER_BLOCK) * blockBytes;
  const at = (index: number): number => block(index) + (index % ROWS_PER_BLOCK) * stride;
  const scaleAt = (index: number): number =>
    (block(index) + ROWS_PER_BLOCK * stride) / 4 + (index % ROWS_PER_BLOCK);
  const components = (index: number): Int8Array => bytes.subarray(at(index), at(index) + dimension);
  return {
    write(index, vector) {
      scales[scaleAt(index)] = quantiseRow(vector, components(index));
    },
    read(index) {
      const scale = scales[scaleAt(index)] as number;
      return Float32Array.from(components(index), (component) => component * scale);
    },
    copy(from, to) {
      bytes.copyWithin(at(to), at(from), at(from) + stride);
      scales[scaleAt(to)] = scales[scaleAt(from)] as number;
    },
    erase(first, end) {
      for (let index = first; index < end; index++) {
        bytes.fill(0, at(index), at(index) + stride);
        scales[scaleAt(index)] = 0;
      }
    },
    writeQuery: (vector) => quantiseQuery(vector, query),
    eraseQuery: () => query.fill(0),
  };
}
