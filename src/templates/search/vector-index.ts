/** How rows are kept: as they came (4 bytes a component), or as 8-bit integers with a scale for each row. */
export type VectorType = 'f32' | 'i8';

/** What computes: the WebAssembly SIMD kernel, or plain JavaScript if the page has none. */
export type SearchKernel = 'wasm-simd' | 'javascript';

/** Options of `createVectorIndex`. */
export interface VectorIndexOptions {
  /** Components of a vector, 1 to 4096. */
  dimension: number;
  /** Default `f32`. `i8` takes a quarter of the memory; its similarities are off by about 0.0005. */
  type?: VectorType;
  /** Rows to make room for at once; the index grows beyond them by itself. Default 0. */
  capacity?: number;
}

/** A row found by a search. */
export interface Match {
  /** The row's index at the time of the search. */
  index: number;
  /** Cosine similarity to the query, -1 to 1 but for rounding. */
  similarity: number;
}

/**
 * Unit vectors in rows, and an exhaustive, exact search over all of them by cosine similarity.
 *
 * Rows are numbered from 0 without gaps; which person a row belongs to is the owner's business. Everything is
 * synchronous. Every vector must be of unit length (within 0.5 %): the caller normalises.
 */
export interface VectorIndex {
  /** Components of a vector. */
  readonly dimension: number;
  /** What computes. */
  readonly kernel: SearchKernel;

  /**
   * Appends a row.
   *
   * @returns Its index: how many there were before.
   * @throws {TypeError} If the vector isn't of this dimension or not of unit length.
   * @throws {RangeError} If the memory for it can't be had; what is held stays as it is.
   */
  add(vector: Float32Array): number;
  /** A copy of a row; dequantised if the type is `i8`. @throws {RangeError} If there is no such row. */
  get(index: number): Float32Array<ArrayBuffer>;
  /**
   * Removes a row. The last row takes its place; the freed memory is overwritten.
   *
   * @returns The index the moved row had (how many there are after the removal); equal to `index` if it was the last.
   * @throws {RangeError} If there is no such row.
   */
  remove(index: number): number;
  /** Removes all rows and overwrites their memory, which stays reserved. */
  clear(): void;

  /**
   * The rows most similar to the query, best first; among equals the lower index first. Always the same answer
   * for the same rows and query, whichever the kernel.
   *
   * @param k How many rows to answer at most; a whole number from 1. Best kept small (10, not 10,000).
   * @throws {TypeError} If the query isn't of this dimension or not of unit length, or `k` is wrong.
   */
  search(query: Float32Array, k: number): Match[];
  /**
   * The similarity of every row to the query, by index.
   *
   * @throws {TypeError} If the query isn't of this dimension or not of unit length.
   */
  similarities(query: Float32Array): Float32Array<ArrayBuffer>;
}
