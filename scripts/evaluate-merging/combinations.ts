/** Every choice of so many items of a list, in the list's order. */
export function* combinations<Item>(items: readonly Item[], count: number): Generator<Item[]> {
  if (count === 0) yield [];
  for (const [index, first] of items.entries()) {
    if (count === 0) return;
    for (const others of combinations(items.slice(index + 1), count - 1)) yield [first, ...others];
  }
}
