import { cosineSimilarity } from '../similarity.ts';
import { byRank } from './best-rows.ts';
import type { Match } from './vector-index.ts';

/**
 * Ranks candidates of an 8-bit search again by their float vectors, kept elsewhere. Take some times more
 * candidates than matches wanted (10 for the best one): two rows whose similarities differ by less than the
 * 8-bit rounding may have changed places.
 *
 * @param vectorOf The float vector of a row.
 * @param k How many matches to answer at most.
 */
export function rerank(
  query: Float32Array,
  candidates: readonly Match[],
  vectorOf: (index: number) => Float32Array,
  k: number,
): Match[] {
  const exact = candidates.map(({ index }) => ({
    index,
    similarity: cosineSimilarity(query, vectorOf(index)),
  }));
  return exact.sort(byRank).slice(0, k);
}
