/** Bounds of the cache of templates. */
export interface CacheOptions {
  /** At most this many templates, of 2 kB each; the least recently used leaves first. Default 10,000. */
  maxEntries?: number;
  /** A template leaves this many milliseconds after it was made. Default: 30 days. */
  maxAge?: number;
}

/** What the cache holds and how often it helped. */
export interface CacheFigures {
  /** `memory` where there is no IndexedDB; `off` where the app or the browser (no secure context) has none. */
  storage: 'indexeddb' | 'memory' | 'off';
  /** Templates held. */
  size: number;
  /** Pictures answered from the cache since the engine's worker started. */
  hits: number;
  /** Pictures looked up in vain since then. */
  misses: number;
}

/**
 * Templates of the encoded pictures (JPEG, PNG, … as Blob or bytes) that were extracted before, sealed, for the
 * same model pack. Extracting one again runs no model.
 */
export interface EngineCache {
  /** What is kept, and how often it helped. */
  figures(): Promise<CacheFigures>;
  /** Removes every template, those kept by other tabs and earlier visits too. */
  clear(): Promise<void>;
}
