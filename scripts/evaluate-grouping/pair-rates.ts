/**
 * How right groups are, in pairs of faces.
 *
 * @param people Who each face is.
 * @returns precision: of the pairs put together, the share that shows one person; recall: of the pairs that show one person,
 *   the share put together. 0 to 1.
 */
export function pairRates(
  groups: readonly (readonly number[])[],
  people: readonly string[],
): { precision: number; recall: number } {
  let together = 0;
  let right = 0;
  for (const group of groups) {
    together += pairsOf(group.length);
    right += samePairs(group.map((index) => people[index] as string));
  }
  return { precision: together === 0 ? 1 : right / together, recall: right / samePairs(people) };
}

function samePairs(people: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const person of people) counts.set(person, (counts.get(person) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + pairsOf(count), 0);
}

const pairsOf = (count: number): number => (count * (count - 1)) / 2;
