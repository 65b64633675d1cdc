export interface ArchiveFrame {
  /** Its path inside the archive: for the order of frames and for messages, never for writing. */
  name: string;
  bytes: Blob;
}

/** What is said of an archive with an entry that would be written elsewhere. */
export const PATH_OUTSIDE = 'is an archive with a path that leads outside it';

const collator = new Intl.Collator('en', { numeric: true });

/** The order of frames: `2.jpg` before `10.jpg`. */
export function byName(a: { name: string }, b: { name: string }): number {
  return collator.compare(a.name, b.name);
}

/**
 * All items, the first `count` of them spread evenly over the whole, then the others as they come: whoever
 * needs `count` good ones takes from the beginning, and goes on if one is bad.
 */
export function spreadFirst<Item>(items: readonly Item[], count: number): Item[] {
  const chosen = new Set<number>();
  for (let step = 0; step < Math.min(count, items.length); step++) {
    chosen.add(Math.floor(((step + 0.5) * items.length) / Math.min(count, items.length)));
  }
  return [
    ...items.filter((_, index) => chosen.has(index)),
    ...items.filter((_, index) => !chosen.has(index)),
  ];
}

/** What systems add to archives beside their contents: `__MACOSX/`, `.DS_Store` and the like. */
export function isHidden(name: string): boolean {
  return name.split('/').some((part) => /^\.[^.]|^__MACOSX$/.test(part));
}
