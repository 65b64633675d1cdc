import { normalisedSimilarity } from '../commonness.ts';
import type { PeoplePage, Person } from './face-gallery.ts';
import { type Entry, metadataOf, type People } from './people.ts';

/** Rows looked at first: the best score is seldom further down by similarity. */
const FIRST_ROWS = 64;

/** What a search is for. */
export interface Probe {
  vector: Float32Array;
  /** 0 if the pack has no cohort. */
  commonness: number;
}

/**
 * The people who have the template most like the probe, best first: by similarity normalised by the commonness of both.
 *
 * Rows come by similarity as it is, and normalising only lowers it: rows are asked for until those found are beyond the
 * similarity of the rest, so that the answer is exact.
 *
 * @param commonnessOf Of an entry that is in a row.
 */
export async function bestPeople(
  people: People,
  { vector, commonness }: Probe,
  topK: number,
  commonnessOf: (entry: Entry) => Promise<number>,
): Promise<{ entry: Entry; similarity: number }[]> {
  const wanted = Math.min(topK, people.size);
  const rows = people.comparable;
  for (let k = Math.min(Math.max(topK, FIRST_ROWS), rows); k > 0; k = Math.min(2 * k, rows)) {
    const matches = people.index.search(vector, k);
    const best = new Map<string, { entry: Entry; similarity: number }>();
    for (const { index, similarity } of matches) {
      const entry = people.atRow(index);
      const normalised = normalisedSimilarity(similarity, commonness, await commonnessOf(entry));
      const before = best.get(entry.id);
      if (!before || normalised > before.similarity) best.set(entry.id, { entry, similarity: normalised });
    }
    const ranked = [...best.values()].sort((a, b) => b.similarity - a.similarity);
    if (k === rows) return ranked.slice(0, topK);
    const last = ranked[wanted - 1];
    if (last && last.similarity >= (matches.at(-1)?.similarity ?? 1)) return ranked.slice(0, topK);
  }
  return [];
}

/** A person as the caller sees them. */
export function personOf(people: People, id: string): Person | undefined {
  const entries = people.of(id);
  if (entries.length === 0) return undefined;
  const metadata = metadataOf(entries);
  return {
    id,
    ...(metadata && { metadata }),
    templates: entries.map(({ key, enrolledAt, row, picture }) => ({
      key,
      enrolledAt: new Date(enrolledAt),
      comparable: row >= 0,
      hasPicture: picture !== undefined,
    })),
  };
}

/** People in the order of their ids, those beyond an id. */
export function pageOf(people: People, after: string | undefined, limit: number): PeoplePage {
  const ids = people.sortedIds();
  const start = after === undefined ? 0 : firstBeyond(ids, after);
  const page = ids.slice(start, start + limit);
  const next = start + limit < ids.length ? page.at(-1) : undefined;
  return {
    people: page.flatMap((id) => personOf(people, id) ?? []),
    total: ids.length,
    ...(next !== undefined && { next }),
  };
}

/** The position of the first id beyond another, in sorted ids. */
function firstBeyond(ids: readonly string[], after: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] as string) <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}
