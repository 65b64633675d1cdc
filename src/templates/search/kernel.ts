import type { SearchKernel } from './vector-index.ts';

/**
 * Where the kernel finds its query, its rows, and room for the scores of some blocks and for the heap of the best
 * rows; addresses are byte offsets into its memory.
 */
export interface KernelAddresses {
  query: number;
  rows: number;
  bytesPerRow: number;
  scores: number;
  heap: number;
}

/**
 * The computing part of an index: its memory and the two passes over it. `queryScale` is given for 8-bit rows
 * and `undefined` for float rows.
 */
export interface Kernel {
  readonly name: SearchKernel;
  /** The memory as it is now; another object after {@link grow}. */
  readonly buffer: ArrayBuffer;
  /** Makes the memory at least this long, new bytes being zero. @throws {RangeError} If it can't be had. */
  grow(byteLength: number): void;
  /** Writes the similarities of whole blocks of rows to `scores`. */
  score(at: KernelAddresses, blocks: number, queryScale: number | undefined): void;
  /** Writes the best `k` of `count` rows to the heap, in no order; answers how many it holds. */
  search(at: KernelAddresses, count: number, k: number, queryScale: number | undefined): number;
}
