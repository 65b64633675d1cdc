import { createVectorIndex } from './create-vector-index.ts';
import type { VectorIndex } from './vector-index.ts';

/** Kept between calls: a new memory for each would soon exhaust the page's. */
let workspace: VectorIndex | undefined;

/**
 * The cosine similarity of a probe to each reference, by the search kernel: what `compare_n` needs. Nothing of
 * the vectors stays in memory.
 *
 * @throws {TypeError} If a vector isn't of the probe's dimension or not of unit length.
 */
export function compareVectors(
  probe: Float32Array,
  references: readonly Float32Array[],
): Float32Array<ArrayBuffer> {
  if (workspace?.dimension !== probe.length) workspace = createVectorIndex({ dimension: probe.length });
  const index = workspace;
  try {
    for (const reference of references) index.add(reference);
    return index.similarities(probe);
  } finally {
    index.clear();
  }
}
