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
export class FloatRows implements Rows {
  readonly #floats: Float32Array<ArrayBuffer>;
  readonly #stride: number;

  constructor(
    buffer: ArrayBuffer,
    readonly dimension: number,
  ) {
    this.#floats = new Float32Array(buffer);
    this.#stride = paddedDimension(dimension);
  }

  write(index: number, vector: Float32Array): void {
    this.#floats.set(vector, this.#at(index));
  }

  read(index: number): Float32Array<ArrayBuffer> {
    return this.#floats.slice(this.#at(index), this.#at(index) + this.dimension);
  }

  copy(from: number, to: number): void {
    this.#floats.copyWithin(this.#at(to), this.#at(from), this.#at(from + 1));
  }

  erase(first: number, end: number): void {
    this.#floats.fill(0, this.#at(first), this.#at(end));
  }

  writeQuery(vector: Float32Array): undefined {
    this.#floats.set(vector, QUERY_ADDRESS / 4);
  }

  eraseQuery(): void {
    this.#floats.fill(0, QUERY_ADDRESS / 4, QUERY_ADDRESS / 4 + this.#stride);
  }

  #at(index: number): number {
    return ROWS_ADDRESS / 4 + index * this.#stride;
  }
}

/** Rows of 8-bit integers: a block's rows one after the other, then their scales. */
export class ByteRows implements Rows {
  readonly #bytes: Int8Array<ArrayBuffer>;
  readonly #scales: Float32Array<ArrayBuffer>;
  readonly #query: Int16Array<ArrayBuffer>;
  readonly #stride: number;
  readonly #bytesPerBlock: number;

  constructor(
    buffer: ArrayBuffer,
    readonly dimension: number,
  ) {
    this.#bytes = new Int8Array(buffer);
    this.#scales = new Float32Array(buffer);
    this.#query = new Int16Array(buffer, QUERY_ADDRESS, paddedDimension(dimension));
    this.#stride = bytesPerRow('i8', dimension);
    this.#bytesPerBlock = bytesPerBlock('i8', dimension);
  }

  write(index: number, vector: Float32Array): void {
    const at = this.#at(index);
    this.#scales[this.#scaleAt(index)] = quantiseRow(vector, this.#bytes.subarray(at, at + this.dimension));
  }

  read(index: number): Float32Array<ArrayBuffer> {
    const at = this.#at(index);
    const scale = this.#scales[this.#scaleAt(index)] as number;
    return Float32Array.from(this.#bytes.subarray(at, at + this.dimension), (component) => component * scale);
  }

  copy(from: number, to: number): void {
    const at = this.#at(from);
    this.#bytes.copyWithin(this.#at(to), at, at + this.#stride);
    this.#scales[this.#scaleAt(to)] = this.#scales[this.#scaleAt(from)] as number;
  }

  erase(first: number, end: number): void {
    for (let index = first; index < end; index++) {
      this.#bytes.fill(0, this.#at(index), this.#at(index) + this.#stride);
      this.#scales[this.#scaleAt(index)] = 0;
    }
  }

  writeQuery(vector: Float32Array): number {
    return quantiseQuery(vector, this.#query);
  }

  eraseQuery(): void {
    this.#query.fill(0);
  }

  #at(index: number): number {
    const block = Math.floor(index / ROWS_PER_BLOCK);
    return ROWS_ADDRESS + block * this.#bytesPerBlock + (index % ROWS_PER_BLOCK) * this.#stride;
  }

  #scaleAt(index: number): number {
    const block = Math.floor(index / ROWS_PER_BLOCK);
    const scales = ROWS_ADDRESS + block * this.#bytesPerBlock + ROWS_PER_BLOCK * this.#stride;
    return scales / 4 + (index % ROWS_PER_BLOCK);
  }
}
