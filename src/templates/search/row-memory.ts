import type { Kernel } from './kernel.ts';
import { bytesPerBlock, MEMORY_LIMIT, ROWS_ADDRESS, ROWS_PER_BLOCK } from './memory-layout.ts';
import { byteRows, floatRows, type Rows } from './rows.ts';
import type { VectorType } from './vector-index.ts';

/** A full memory grows by this share of its rows, so that adding one by one stays cheap. */
const GROWTH = 0.5;

const GIBIBYTE = 2 ** 30;

/** The rows in a kernel's memory, which grows with them. */
export function rowMemory(kernel: Kernel, type: VectorType, dimension: number) {
  const rowsOf = type === 'f32' ? floatRows : byteRows;
  const blockBytes = bytesPerBlock(type, dimension);
  let rows = rowsOf(kernel.buffer, dimension);
  /** Rows there is room for. */
  let capacity = 0;

  /** Makes room for this many rows. @throws {RangeError} If it can't be had; nothing changes then. */
  function reserve(count: number): void {
    const blocks = Math.ceil(count / ROWS_PER_BLOCK);
    const needed = ROWS_ADDRESS + blocks * blockBytes;
    const gibibytes = (needed / GIBIBYTE).toFixed(1);
    const advice = type === 'f32' ? 'use the type i8, four times smaller, or' : 'use';
    if (needed > MEMORY_LIMIT) {
      throw new RangeError(
        `${count} rows need ${gibibytes} GiB, but WebAssembly memory ends at 4 GiB: ${advice} several indexes`,
      );
    }
    try {
      kernel.grow(needed);
    } catch (cause) {
      const message = `There is no memory for ${count} rows (${gibibytes} GiB): ${advice} fewer rows`;
      throw new RangeError(message, { cause });
    }
    capacity = blocks * ROWS_PER_BLOCK;
    rows = rowsOf(kernel.buffer, dimension);
  }

  return {
    /** The rows as they lie now; another object after growing. */
    get rows(): Rows {
      return rows;
    },
    reserve,
    /** Makes room for this many rows, and some more if it grows. @throws {RangeError} As {@link reserve}. */
    makeRoom(count: number): void {
      if (count <= capacity) return;
      const most = Math.floor((MEMORY_LIMIT - ROWS_ADDRESS) / blockBytes) * ROWS_PER_BLOCK;
      const generous = Math.min(most, Math.ceil(capacity * (1 + GROWTH)));
      try {
        reserve(Math.max(count, generous));
      } catch (error) {
        if (generous <= count) throw error;
        // Perhaps there is memory for less.
        reserve(count);
      }
    },
  };
}
