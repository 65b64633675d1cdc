import type { VectorType } from './vector-index.ts';

/** Rows lie in blocks of this many (assembly/search-kernel.ts). */
export const ROWS_PER_BLOCK = 64;

/** Components are padded with zeros to a multiple of this: one SIMD load of 8-bit components. */
const COMPONENTS_PER_STEP = 16;

/** The longest vector; the face models' have 512 components. */
export const MAX_DIMENSION = 4096;

/** The most rows the kernel itself selects; more are selected from all similarities. */
export const MAX_SELECTED = 1024;

/** What 32-bit WebAssembly can address. */
export const MEMORY_LIMIT = 2 ** 32;

// The memory, laid out once: the query, the scores of some blocks, the heap of the best rows, then rows to the
// end. Growing appends; nothing ever moves. The first bytes stay unused.
export const QUERY_ADDRESS = 1024;
export const SCORES_ADDRESS = QUERY_ADDRESS + MAX_DIMENSION * Float32Array.BYTES_PER_ELEMENT;
/** As many as the kernel scores at a time, at the most. */
export const SCORED_BLOCKS = 64;
export const HEAP_ADDRESS = SCORES_ADDRESS + SCORED_BLOCKS * ROWS_PER_BLOCK * Float32Array.BYTES_PER_ELEMENT;
export const ROWS_ADDRESS = HEAP_ADDRESS + MAX_SELECTED * 8;

/** Components of a row with its padding. */
export function paddedDimension(dimension: number): number {
  return Math.ceil(dimension / COMPONENTS_PER_STEP) * COMPONENTS_PER_STEP;
}

/** Bytes from one row to the next, a multiple of 16. */
export function bytesPerRow(type: VectorType, dimension: number): number {
  return paddedDimension(dimension) * (type === 'f32' ? 4 : 1);
}

/** Bytes of a block: its rows, and the scales of 8-bit rows after them. */
export function bytesPerBlock(type: VectorType, dimension: number): number {
  const scales = type === 'f32' ? 0 : ROWS_PER_BLOCK * Float32Array.BYTES_PER_ELEMENT;
  return ROWS_PER_BLOCK * bytesPerRow(type, dimension) + scales;
}
