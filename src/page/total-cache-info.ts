import type { CacheInfo } from '../templates/cache/cache-info.ts';

/** What the caches of several workers say together: a store is one for all, memory is each worker's own. */
export function totalCacheInfo(infos: readonly CacheInfo[]): CacheInfo {
  const sum = (of: (each: CacheInfo) => number) => infos.reduce((total, each) => total + of(each), 0);
  const last = infos.at(-1);
  const storage = last?.storage ?? 'off';
  return {
    storage,
    size: storage === 'memory' ? sum(({ size }) => size) : (last?.size ?? 0),
    hits: sum(({ hits }) => hits),
    misses: sum(({ misses }) => misses),
  };
}
