import type { Kernel } from './kernel.ts';
import { bytesPerBlock, MEMORY_LIMIT, ROWS_ADDRESS, ROWS_PER_BLOCK } from './memory-layout.ts';
import { byteRows, floatRows, type Rows } from './rows.ts';
import type { VectorType } from './vector-index.ts';

/** A full memory grows by this share of its rows, so that adding one by one stays cheap. */
const GROWTH = 0.5;

const GIBIBYTE = 2 ** 30;

/** The rows in a kernel's memory, which grows with them. */
export class RowMemory {
  readonly #kernel: Kernel;
  readonly #type: VectorType;
  readonly #dimension: number;
  readonly #bytesPerBlock: number;
  #rows: Rows;
  #blocks = 0;

  constructor(kernel: Kernel, type: VectorType, dimension: number) {
    this.#kernel = kernel;
    this.#type = type;
    this.#dimension = dimension;
    this.#bytesPerBlock = bytesPerBlock(type, dimension);
    this.#rows = this.#view();
  }

  /** The rows as they lie now; another object after growing. */
  get rows(): Rows {
    return this.#rows;
  }

  /** Rows there is room for. */
  get #capacity(): number {
    return this.#blocks * ROWS_PER_BLOCK;
  }

  /** Makes room for this many rows, and some more if it grows. @throws {RangeError} As {@link reserve}. */
  makeRoom(rows: number): void {
    if (rows <= this.#capacity) return;
    const most = Math.floor((MEMORY_LIMIT - ROWS_ADDRESS) / this.#bytesPerBlock) * ROWS_PER_BLOCK;
    const generous = Math.min(most, Math.ceil(this.#capacity * (1 + GROWTH)));
    if (generous > rows) {
      try {
        this.reserve(generous);
        return;
      } catch {
        // Perhaps there is memory for less.
      }
    }
    this.reserve(rows);
  }

  /** Makes room for this many rows. @throws {RangeError} If it can't be had; nothing changes then. */
  reserve(rows: number): void {
    const blocks = Math.ceil(rows / ROWS_PER_BLOCK);
    const needed = ROWS_ADDRESS + blocks * this.#bytesPerBlock;
    const gibibytes = (needed / GIBIBYTE).toFixed(1);
    const advice = this.#type === 'f32' ? 'use the type i8, four times smaller, or' : 'use';
    if (needed > MEMORY_LIMIT) {
      throw new RangeError(
        `${rows} rows need ${gibibytes} GiB, but WebAssembly memory ends at 4 GiB: ${advice} several indexes`,
      );
    }
    try {
      this.#kernel.grow(needed);
    } catch (cause) {
      throw new RangeError(`There is no memory for ${rows} rows (${gibibytes} GiB): ${advice} fewer rows`, {
        cause,
      });
    }
    this.#blocks = blocks;
    this.#rows = this.#view();
  }

  #view(): Rows {
    const rows = this.#type === 'f32' ? floatRows : byteRows;
    return rows(this.#kernel.buffer, this.#dimension);
  }
}
