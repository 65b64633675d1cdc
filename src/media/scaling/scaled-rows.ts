import type { AxisTaps } from './axis-taps.ts';
import { type ChannelOrder, OVERREAD, type PixelKernel, type Places } from './kernel.ts';
import { neededOf, type WholeTaps, wholeWeights } from './whole-weights.ts';

/** Unscaled pixels of four bytes, some rows at a time. */
export interface PixelRows {
  readonly order: ChannelOrder;
  /** Takes what it needs of the kernel's memory for rows of `count` pixels. */
  place?(places: Places, count: number): void;
  /** Writes `count` pixels from a column on, of each row in ascending order, to the kernel's memory. */
  write(kernel: PixelKernel, rows: Int32Array, column: number, count: number, address: number): void;
}

/** The kernel takes pixels and rows in pairs. */
const PAIR = 2;

/** Scaled rows of pixels, made one after the other, band by band. */
export class ScaledRows {
  readonly #source: PixelRows;
  readonly #columns: WholeTaps;
  readonly #rows: WholeTaps;
  /** The source's rows that are needed. */
  readonly #needed: Int32Array;
  /** The source's columns that are needed. */
  readonly #begin: number;
  readonly #count: number;
  #bandBegin = 0;
  #at = { source: 0, rowWeights: 0, first: 0, columnWeights: 0, samples: 0 };

  constructor(source: PixelRows, across: AxisTaps, down: AxisTaps) {
    this.#source = source;
    const columns = wholeWeights(across, PAIR);
    this.#begin = columns.first[0] ?? 0;
    this.#columns = { ...columns, first: columns.first.map((column) => column - this.#begin) };
    this.#count = lastNeeded(across) + 1 - this.#begin;
    const { needed, axis } = neededOf(wholeWeights(down, 1), PAIR);
    this.#needed = needed;
    this.#rows = axis;
  }

  /** What a row that is made takes of the source, in bytes. */
  get bytesPerRow(): number {
    return this.#rows.taps * this.#stride;
  }

  get #stride(): number {
    return 4 * this.#count;
  }

  /** @param bandRows Rows that are made of one {@link load}. */
  place(places: Places, bandRows: number): void {
    const rows = Math.min(this.#needed.length, bandRows * this.#rows.taps);
    this.#at = {
      // One more: of an odd number of rows the kernel reads the next one, too.
      source: places.take((rows + 1) * this.#stride),
      rowWeights: places.take(this.#rows.weights.byteLength),
      first: places.take(this.#columns.first.byteLength),
      columnWeights: places.take(this.#columns.weights.byteLength),
      samples: places.take(2 * (this.#stride + OVERREAD)),
    };
    this.#source.place?.(places, this.#count);
  }

  /** Once the memory is as large as the places need. */
  writeTables({ buffer }: PixelKernel): void {
    new Int16Array(buffer).set(this.#rows.weights, this.#at.rowWeights / 2);
    new Int32Array(buffer).set(this.#columns.first, this.#at.first / 4);
    new Int16Array(buffer).set(this.#columns.weights, this.#at.columnWeights / 2);
  }

  /** Has the source write what the rows from `first`, up to `end`, are made of. */
  load(kernel: PixelKernel, first: number, end: number): void {
    const { taps, first: begins } = this.#rows;
    this.#bandBegin = begins[first] as number;
    const bandEnd = Math.min(this.#needed.length, (begins[end - 1] as number) + taps);
    const rows = this.#needed.subarray(this.#bandBegin, bandEnd);
    this.#source.write(kernel, rows, this.#begin, this.#count, this.#at.source);
  }

  /** Makes `count` pixels of a row. */
  make(kernel: PixelKernel, row: number, count: number, pixels: number): void {
    const { source, rowWeights, first, columnWeights: weights, samples } = this.#at;
    const { taps, first: begins } = this.#rows;
    const rows = source + ((begins[row] as number) - this.#bandBegin) * this.#stride;
    kernel.mixRows(rows, this.#stride, rowWeights + 2 * row * taps, taps, samples);
    const columns = { first, weights, taps: this.#columns.taps };
    kernel.mixPixels(samples, columns, count, this.#source.order, pixels);
  }
}

/** The last neighbour that has a weight. */
function lastNeeded({ taps, first, weights }: AxisTaps): number {
  const own = weights.subarray(weights.length - taps);
  return (first.at(-1) ?? 0) + own.findLastIndex((weight) => weight > 0);
}
