/** Bounds of the cache of templates. */
export interface CacheOptions {
  /** At most this many templates, of 2 kB each; the least recently used leaves first. Default 10,000. */
  maxEntries?: number;
  /** A template leaves this many milliseconds after it was made. Default: 30 days. */
  maxAge?: number;
}

/** What the cache holds and how often it helped. */
export interface CacheInfo {
  /** `memory` if there is no IndexedDB; `off` if the app or the browser (no secure context) has no cache. */
  storage: 'indexeddb' | 'memory' | 'off';
  /** Templates held. */
  size: number;
  /** Pictures answered from the cache since the engine's worker started. */
  hits: number;
  /** Pictures looked up in vain since then. */
  misses: number;
}
