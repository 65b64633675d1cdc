import type { PeoplePage, Person } from './face-gallery.ts';
import { type Entry, metadataOf, type People } from './people.ts';

/** The people whose best template is most like the vector, best first. */
export function bestPeople(
  people: People,
  vector: Float32Array,
  topK: number,
): { entry: Entry; similarity: number }[] {
  const wanted = Math.min(topK, people.size);
  const rows = people.comparable;
  // One person's many templates may fill the answer: asked again for more rows until there are people enough.
  for (let k = Math.min(topK, rows); k > 0; k = Math.min(2 * k, rows)) {
    const best = new Map<string, { entry: Entry; similarity: number }>();
    for (const { index, similarity } of people.index.search(vector, k)) {
      const entry = people.atRow(index);
      if (!best.has(entry.id)) best.set(entry.id, { entry, similarity });
    }
    if (best.size >= wanted || k === rows) return [...best.values()].slice(0, topK);
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
