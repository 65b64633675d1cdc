import { BestRows, byRank } from './best-rows.ts';
import type { Kernel, KernelAddresses } from './kernel.ts';
import {
  bytesPerBlock,
  bytesPerRow,
  HEAP_ADDRESS,
  MAX_SELECTED,
  QUERY_ADDRESS,
  ROWS_ADDRESS,
  ROWS_PER_BLOCK,
  SCORED_BLOCKS,
  SCORES_ADDRESS,
} from './memory-layout.ts';
import { RowMemory } from './row-memory.ts';
import { requireUnitLength } from './unit-vector.ts';
import type { Match, SearchKernel, SearchOptions, VectorIndex, VectorType } from './vector-index.ts';

/** Vectors in a kernel's memory. */
export class KernelIndex implements VectorIndex {
  readonly #kernel: Kernel;
  readonly #addresses: KernelAddresses;
  readonly #memory: RowMemory;
  #size = 0;

  /** @param kernel One with a memory of its own, of {@link ROWS_ADDRESS} bytes. */
  constructor(
    kernel: Kernel,
    readonly dimension: number,
    readonly type: VectorType,
    capacity: number,
  ) {
    this.#kernel = kernel;
    this.#addresses = {
      query: QUERY_ADDRESS,
      rows: ROWS_ADDRESS,
      bytesPerRow: bytesPerRow(type, dimension),
      scores: SCORES_ADDRESS,
    };
    this.#memory = new RowMemory(kernel, type, dimension);
    this.#memory.reserve(capacity);
  }

  get kernel(): SearchKernel {
    return this.#kernel.name;
  }

  get size(): number {
    return this.#size;
  }

  get capacity(): number {
    return this.#memory.capacity;
  }

  get byteLength(): number {
    return this.#kernel.buffer.byteLength;
  }

  add(vector: Float32Array): number {
    this.#requireDimension(vector);
    return this.addAll(vector);
  }

  addAll(vectors: Float32Array): number {
    const { dimension } = this;
    const count = vectors.length / dimension;
    if (!Number.isInteger(count)) {
      throw new TypeError(`${vectors.length} components are no whole number of vectors of ${dimension}`);
    }
    for (let i = 0; i < count; i++) requireUnitLength(vectors, i * dimension, dimension);
    const first = this.#size;
    this.#memory.makeRoom(first + count);
    for (let i = 0; i < count; i++) {
      this.#memory.rows.write(first + i, vectors.subarray(i * dimension, (i + 1) * dimension));
    }
    this.#size += count;
    return first;
  }

  set(index: number, vector: Float32Array): void {
    this.#requireRow(index);
    this.#requireVector(vector);
    this.#memory.rows.write(index, vector);
  }

  get(index: number): Float32Array<ArrayBuffer> {
    this.#requireRow(index);
    return this.#memory.rows.read(index);
  }

  remove(index: number): number {
    this.#requireRow(index);
    const last = this.#size - 1;
    if (index !== last) this.#memory.rows.copy(last, index);
    this.#memory.rows.erase(last, this.#size);
    this.#size = last;
    return last;
  }

  clear(): void {
    this.#memory.rows.erase(0, this.#size);
    this.#size = 0;
  }

  search(query: Float32Array, { k, minSimilarity = -Infinity }: SearchOptions): Match[] {
    if (!Number.isInteger(k) || k < 1) throw new TypeError(`k must be a whole number from 1, not ${k}`);
    if (Number.isNaN(minSimilarity)) throw new TypeError('minSimilarity must be a number, not NaN');
    const wanted = Math.min(k, this.#size);
    // Similarities are 32-bit floats: so is their bound, in both kernels alike.
    const floor = Math.fround(minSimilarity);
    if (wanted > MAX_SELECTED) {
      const best = new BestRows(wanted, floor);
      best.offer(this.similarities(query), 0);
      return best.entries;
    }
    return this.#withQuery(query, (queryScale) => {
      const selection = { heap: HEAP_ADDRESS, k: wanted, minSimilarity: floor };
      const found = this.#kernel.search(this.#addresses, this.#size, selection, queryScale);
      return this.#matches(found);
    });
  }

  similarities(query: Float32Array): Float32Array<ArrayBuffer> {
    return this.#withQuery(query, (queryScale) => {
      const similarities = new Float32Array(this.#size);
      const blockBytes = bytesPerBlock(this.type, this.dimension);
      for (let first = 0; first < this.#size; first += SCORED_BLOCKS * ROWS_PER_BLOCK) {
        const count = Math.min(SCORED_BLOCKS * ROWS_PER_BLOCK, this.#size - first);
        const rows = ROWS_ADDRESS + (first / ROWS_PER_BLOCK) * blockBytes;
        this.#kernel.score({ ...this.#addresses, rows }, Math.ceil(count / ROWS_PER_BLOCK), queryScale);
        similarities.set(new Float32Array(this.#kernel.buffer, SCORES_ADDRESS, count), first);
      }
      return similarities;
    });
  }

  /** The query is a probe's template: it doesn't stay in memory after the call. */
  #withQuery<Result>(query: Float32Array, compute: (queryScale: number | undefined) => Result): Result {
    this.#requireVector(query);
    const queryScale = this.#memory.rows.writeQuery(query);
    try {
      return compute(queryScale);
    } finally {
      this.#memory.rows.eraseQuery();
    }
  }

  #matches(count: number): Match[] {
    const heap = new DataView(this.#kernel.buffer, HEAP_ADDRESS, count * 8);
    const match = (_: unknown, i: number): Match => ({
      index: heap.getUint32(8 * i + 4, true),
      similarity: heap.getFloat32(8 * i, true),
    });
    return Array.from({ length: count }, match).sort(byRank);
  }

  #requireVector(vector: Float32Array): void {
    this.#requireDimension(vector);
    requireUnitLength(vector, 0, vector.length);
  }

  #requireDimension(vector: Float32Array): void {
    if (vector.length !== this.dimension) {
      throw new TypeError(`A vector here has ${this.dimension} components, not ${vector.length}`);
    }
  }

  #requireRow(index: number): void {
    if (!Number.isInteger(index) || index < 0 || index >= this.#size) {
      throw new RangeError(`There is no row ${index}: the index holds ${this.#size}`);
    }
  }
}
