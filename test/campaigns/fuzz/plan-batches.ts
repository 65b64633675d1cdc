import { type KindName, SHARES } from './kind-names.ts';

/** Cases between two looks at the clean picture and at memory. */
const BATCH = 250;

/** Slow kinds are looked at more often. */
const SMALL_BATCHES: Partial<Record<KindName, number>> = {
  videos: 100,
  archives: 100,
  exports: 100,
  manifests: 10,
};

/** Cases that follow each other. */
export interface PlannedBatch {
  kind: KindName;
  first: number;
  count: number;
}

/** The cases, shared among the kinds, in batches of the kinds in turn. */
export function planBatches(cases: number, first: number, kinds: readonly KindName[]): PlannedBatch[] {
  const whole = kinds.reduce((sum, kind) => sum + SHARES[kind], 0);
  const counts = new Map(kinds.map((kind) => [kind, Math.floor((cases * SHARES[kind]) / whole)]));
  const [most] = kinds;
  const rest = cases - [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (most) counts.set(most, (counts.get(most) ?? 0) + rest);
  const batches = [...counts].flatMap(([kind, count]) => {
    const size = SMALL_BATCHES[kind] ?? BATCH;
    return Array.from({ length: Math.ceil(count / size) }, (_, number) => ({
      kind,
      first: first + number * size,
      count: Math.min(size, count - number * size),
      // How far through its own cases each kind is, so that all go on alike.
      place: (number + 0.5) / Math.ceil(count / size),
    }));
  });
  return batches.sort((one, other) => one.place - other.place);
}
