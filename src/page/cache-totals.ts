import type { CacheFigures } from '../engine/engine-cache.ts';

/** What the caches of several workers say together: a store is one for all, memory is each worker's own. */
export function sumOfFigures(figures: readonly CacheFigures[]): CacheFigures {
  const sum = (of: (each: CacheFigures) => number) => figures.reduce((total, each) => total + of(each), 0);
  const last = figures.at(-1);
  const storage = last?.storage ?? 'off';
  return {
    storage,
    size: storage === 'memory' ? sum(({ size }) => size) : (last?.size ?? 0),
    hits: sum(({ hits }) => hits),
    misses: sum(({ misses }) => misses),
  };
}
