import { BestRows, byRank } from './best-rows.ts';
import type { Kernel } from './kernel.ts';
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
import { rowMemory } from './row-memory.ts';
import { requireUnitLength } from './unit-vector.ts';
import type { Match, VectorIndex, VectorType } from './vector-index.ts';

/** Vectors in a kernel's memory. @param kernel One with a memory of its own, of {@link ROWS_ADDRESS} bytes. */
export function kernelIndex(
  kernel: Kernel,
  dimension: number,
  type: VectorType,
  capacity: number,
): VectorIndex {
  const addresses = {
    query: QUERY_ADDRESS,
    rows: ROWS_ADDRESS,
    bytesPerRow: bytesPerRow(type, dimension),
    scores: SCORES_ADDRESS,
    heap: HEAP_ADDRESS,
  };
  const memory = rowMemory(kernel, type, dimension);
  memory.reserve(capacity);
  let size = 0;

  function requireVector(vector: Float32Array): void {
    if (vector.length !== dimension) {
      throw new TypeError(`A vector here has ${dimension} components, not ${vector.length}`);
    }
    requireUnitLength(vector);
  }

  function requireRow(index: number): void {
    if (!Number.isInteger(index) || index < 0 || index >= size) {
      throw new RangeError(`There is no row ${index}: the index holds ${size}`);
    }
  }

  /** The query is a probe's template: it doesn't stay in memory after the call. */
  function withQuery<Result>(
    query: Float32Array,
    compute: (queryScale: number | undefined) => Result,
  ): Result {
    requireVector(query);
    const queryScale = memory.rows.writeQuery(query);
    try {
      return compute(queryScale);
    } finally {
      memory.rows.eraseQuery();
    }
  }

  function similarities(query: Float32Array): Float32Array<ArrayBuffer> {
    return withQuery(query, (queryScale) => {
      const all = new Float32Array(size);
      for (let first = 0; first < size; first += SCORED_BLOCKS * ROWS_PER_BLOCK) {
        const count = Math.min(SCORED_BLOCKS * ROWS_PER_BLOCK, size - first);
        const rows = ROWS_ADDRESS + (first / ROWS_PER_BLOCK) * bytesPerBlock(type, dimension);
        kernel.score({ ...addresses, rows }, Math.ceil(count / ROWS_PER_BLOCK), queryScale);
        all.set(new Float32Array(kernel.buffer, SCORES_ADDRESS, count), first);
      }
      return all;
    });
  }

  function matches(count: number): Match[] {
    const heap = new DataView(kernel.buffer, HEAP_ADDRESS, count * 8);
    const match = (_: unknown, i: number): Match => ({
      index: heap.getUint32(8 * i + 4, true),
      similarity: heap.getFloat32(8 * i, true),
    });
    return Array.from({ length: count }, match).sort(byRank);
  }

  return {
    dimension,
    kernel: kernel.name,
    add(vector) {
      requireVector(vector);
      memory.makeRoom(size + 1);
      memory.rows.write(size, vector);
      return size++;
    },
    get(index) {
      requireRow(index);
      return memory.rows.read(index);
    },
    remove(index) {
      requireRow(index);
      const last = size - 1;
      if (index !== last) memory.rows.copy(last, index);
      memory.rows.erase(last, size);
      size = last;
      return last;
    },
    clear() {
      memory.rows.erase(0, size);
      size = 0;
    },
    search(query, k) {
      if (!Number.isInteger(k) || k < 1) throw new TypeError(`k must be a whole number from 1, not ${k}`);
      const wanted = Math.min(k, size);
      if (wanted > MAX_SELECTED) {
        const best = new BestRows(wanted);
        best.offer(similarities(query), 0);
        return best.entries;
      }
      return withQuery(query, (queryScale) => matches(kernel.search(addresses, size, wanted, queryScale)));
    },
    similarities,
  };
}
