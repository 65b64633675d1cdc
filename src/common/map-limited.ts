import pLimit from 'p-limit';

/**
 * Does something with each item, so many at a time; the results are in the items' order. After a failure nothing more
 * is begun, and nothing is left running once it is told.
 */
export async function mapLimited<Item, Result>(
  limit: number,
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let failure: { reason: unknown } | undefined;
  await pLimit(limit).map(items, async (item, index) => {
    if (failure) return;
    try {
      results[index] = await work(item);
    } catch (reason) {
      failure ??= { reason };
    }
  });
  if (failure) throw failure.reason;
  return results;
}
