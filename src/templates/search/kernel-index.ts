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
import type { Match, SearchKernel, VectorIndex, VectorType } from './vector-index.ts';

/** Vectors in a kernel's memory. */
export class KernelIndex implements VectorIndex {
  readonly #kernel: Kernel;
  readonly #addresses: KernelAddresses;
  readonly #memory: RowMemory;
  readonly #bytesPerBlock: number;
  #size = 0;

  /** @param kernel One with a memory of its own, of {@link ROWS_ADDRESS} bytes. */
  constructor(
    kernel: Kernel,
    readonly dimension: number,
    type: VectorType,
    capacity: number,
  ) {
    this.#kernel = kernel;
    this.#addresses = {
      query: QUERY_ADDRESS,
      rows: ROWS_ADDRESS,
      bytesPerRow: bytesPerRow(type, dimension),
      scores: SCORES_ADDRESS,
      heap: HEAP_ADDRESS,
    };
    this.#bytesPerBlock = bytesPerBlock(type, dimension);
    this.#memory = new RowMemory(kernel, type, dimension);
    this.#memory.reserve(capacity);
  }

  get kernel(): SearchKernel {
    return this.#kernel.name;
  }

  add(vector: Float32Array): number {
    this.#requireVector(vector);
    const index = this.#size;
    this.#memory.makeRoom(index + 1);
    this.#memory.rows.write(index, vector);
    this.#size++;
    return index;
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

  search(query: Float32Array, k: number): Match[] {
    if (!Number.isInteger(k) || k < 1) throw new TypeError(`k must be a whole number from 1, not ${k}`);
    const wanted = Math.min(k, this.#size);
    if (wanted > MAX_SELECTED) {
      const best = new BestRows(wanted);
      best.offer(this.similarities(query), 0);
      return best.entries;
    }
    return this.#withQuery(query, (queryScale) =>
      this.#matches(this.#kernel.search(this.#addresses, this.#size, wanted, queryScale)),
    );
  }

  similarities(query: Float32Array): Float32Array<ArrayBuffer> {
    return this.#withQuery(query, (queryScale) => {
      const similarities = new Float32Array(this.#size);
      for (let first = 0; first < this.#size; first += SCORED_BLOCKS * ROWS_PER_BLOCK) {
        const count = Math.min(SCORED_BLOCKS * ROWS_PER_BLOCK, this.#size - first);
        const rows = ROWS_ADDRESS + (first / ROWS_PER_BLOCK) * this.#bytesPerBlock;
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
    if (vector.length !== this.dimension) {
      throw new TypeError(`A vector here has ${this.dimension} components, not ${vector.length}`);
    }
    requireUnitLength(vector);
  }

  #requireRow(index: number): void {
    if (!Number.isInteger(index) || index < 0 || index >= this.#size) {
      throw new RangeError(`There is no row ${index}: the index holds ${this.#size}`);
    }
  }
}
