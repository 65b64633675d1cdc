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

/** What a search needs of a gallery's people. */
export type SearchedPeople = Pick<People, 'size' | 'comparable' | 'index' | 'atRow'>;

/** A person's best entry, with its normalised similarity. */
export interface BestEntry {
  entry: Entry;
  similarity: number;
}

/**
 * The people who have the template most like the probe, best first: by similarity normalised by the commonness of both.
 *
 * Normalising only lowers a similarity, so a row can be among the best only if its similarity reaches the normalised one of
 * the worst of those. If rows beyond the first looked at may do so, all similarities are computed, and every row that
 * does is looked at: the answer is exact, after two searches at the most.
 *
 * @param commonnessOf Of an entry that is in a row.
 */
export async function bestPeople(
  people: SearchedPeople,
  { vector, commonness }: Probe,
  topK: number,
  commonnessOf: (entry: Entry) => Promise<number>,
): Promise<BestEntry[]> {
  if (people.comparable === 0) return [];
  const best = new Map<string, BestEntry>();
  const look = async (row: number, similarity: number) => {
    const entry = people.atRow(row);
    const normalised = normalisedSimilarity(similarity, commonness, await commonnessOf(entry));
    const before = best.get(entry.id);
    if (!before || normalised > before.similarity) best.set(entry.id, { entry, similarity: normalised });
  };
  const ranked = () => [...best.values()].sort((a, b) => b.similarity - a.similarity);
  const least = () => ranked()[Math.min(topK, people.size) - 1]?.similarity ?? -Infinity;

  const first = people.index.search(vector, Math.min(Math.max(topK, FIRST_ROWS), people.comparable));
  for (const { index, similarity } of first) await look(index, similarity);
  const rest = first.at(-1)?.similarity ?? -1;
  let bound = least();
  if (first.length === people.comparable || bound >= rest) return ranked().slice(0, topK);

  let looks = 0;
  const similarities = people.index.similarities(vector);
  for (let row = 0; row < similarities.length; row++) {
    const similarity = similarities[row] as number;
    if (similarity < bound || similarity > rest) continue;
    await look(row, similarity);
    // The bound rises fast at first; to rank after each look would take longer than the looks.
    if (isPowerOfTwo(++looks)) bound = least();
  }
  return ranked().slice(0, topK);
}

function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0;
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
