/**
 * How alike the union of two groups is to a third. Never more than the more alike of the two: the search below rests on it.
 *
 * @param a Similarity of the one to the third.
 * @param b Of the other.
 */
export type Linkage = (a: number, b: number, aSize: number, bSize: number) => number;

/** The mean over all pairs between two groups. */
export const meanLinkage: Linkage = (a, b, aSize, bSize) => (a * aSize + b * bSize) / (aSize + bSize);

/** Where the pair stands in a triangle of pairs: row after row, each of the lower indices. */
export const pairAt = (a: number, b: number): number =>
  a > b ? (a * (a - 1)) / 2 + b : (b * (b - 1)) / 2 + a;

/**
 * Joins the two most alike groups as long as any are alike enough: exact hierarchical clustering, in time square in the size.
 *
 * It follows nearest neighbours until two are each other's nearest, and joins these: the order is another than by
 * similarity, the groups are the same.
 *
 * @param similarities A triangle of pairs by {@link pairAt}; it is written to.
 * @param least Groups less alike than this stay apart.
 * @param pause Called between steps.
 * @returns Indices in groups, each in exactly one.
 */
export async function agglomerate(
  size: number,
  similarities: Float32Array,
  { least, linkage, pause }: { least: number; linkage: Linkage; pause: () => Promise<void> | undefined },
): Promise<number[][]> {
  const groups = Array.from({ length: size }, (_, index) => [index]);
  /** The groups that may still be joined, by their first index. */
  const open = [...groups.keys()];
  const close = (group: number) => open.splice(open.indexOf(group), 1);
  const similarity = (a: number, b: number) => similarities[pairAt(a, b)] as number;
  const done: number[][] = [];
  const chain: number[] = [];
  for (;;) {
    await pause();
    const tip = chain.at(-1) ?? open[0];
    if (tip === undefined) return done;
    if (chain.length === 0) chain.push(tip);
    const before = chain.at(-2);
    const nearest = nearestTo(tip, before, open, similarity);
    if (nearest === undefined || similarity(tip, nearest) < least) {
      // Nothing that is joined from now on comes nearer to it.
      done.push(groups[tip] as number[]);
      close(tip);
      chain.pop();
    } else if (nearest !== before) {
      chain.push(nearest);
    } else {
      const [beforeGroup, tipGroup] = [groups[before] as number[], groups[tip] as number[]];
      close(tip);
      for (const other of open) {
        if (other === before) continue;
        const [a, b] = [similarity(before, other), similarity(tip, other)];
        similarities[pairAt(before, other)] = linkage(a, b, beforeGroup.length, tipGroup.length);
      }
      beforeGroup.push(...tipGroup);
      chain.length -= 2;
    }
  }
}

/** The one before in the chain among equals: so each step of a chain is nearer than the last, and it ends. */
function nearestTo(
  tip: number,
  before: number | undefined,
  others: readonly number[],
  similarity: (a: number, b: number) => number,
): number | undefined {
  let nearest = before;
  let most = before === undefined ? -Infinity : similarity(tip, before);
  for (const other of others) {
    if (other === tip) continue;
    const found = similarity(tip, other);
    if (found > most) [nearest, most] = [other, found];
  }
  return nearest;
}
