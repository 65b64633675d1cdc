import pLimit from 'p-limit';
import { decodeCachedTemplate, encodeCachedTemplate } from './cache/cached-template.ts';
import { openIndexedDbStore } from './cache/indexeddb-store.ts';
import { createMemoryStore } from './cache/memory-store.ts';
import { type Entry, Recency } from './cache/recency.ts';
import type { RecordStorage, RecordStore } from './cache/record-store.ts';
import type { Sealer } from './protection/sealer.ts';

/** Two kilobytes each: about 20 MB. */
export const DEFAULT_MAX_ENTRIES = 10_000;

/** Thirty days: long enough for an album, short enough that what is no longer used goes. */
export const DEFAULT_MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;

/** The order of use is written this long after a change, so that a hit costs no writing. */
const LEDGER_DELAY_MS = 2000;

/** The share of all entries that leaves when the browser's quota is full. */
const QUOTA_EVICTION = 0.1;

export const DEFAULT_DATABASE = 'inpage-face/cache';

const LEDGER = 'ledger';

/** Options of {@link TemplateCache.open}. */
export interface TemplateCacheOptions {
  /** False: nothing is kept and nothing is found. Default true. */
  enabled?: boolean;
  /** At most this many templates; the least recently used leaves first. Default {@link DEFAULT_MAX_ENTRIES}. */
  maxEntries?: number;
  /** A template leaves this many milliseconds after it was made. Default {@link DEFAULT_MAX_AGE_MS}. */
  maxAge?: number;
  /** The IndexedDB database. Default {@link DEFAULT_DATABASE}. */
  database?: string;
}

/** The name of a picture's record: a digest that tells nothing without the sealer's key. */
export type CacheKey = string & { readonly cacheKey: unique symbol };

/**
 * Templates of pictures seen before, sealed, in IndexedDB; in memory where there is none.
 *
 * A cache never makes a call fail: what can't be read is a miss, what can't be written isn't kept.
 */
export class TemplateCache {
  readonly #sealer: Sealer;
  readonly #maxEntries: number;
  readonly #maxAge: number;
  #store: RecordStore | undefined;
  #recency = new Recency();
  /** Writes happen one after the other. */
  #writing = pLimit(1);
  /** Counts the clearings: what began before one must not be kept after it. */
  #clearings = 0;
  #ledgerTimer: ReturnType<typeof setTimeout> | undefined;
  #hits = 0;
  #misses = 0;

  private constructor(sealer: Sealer, store: RecordStore | undefined, options: TemplateCacheOptions) {
    this.#sealer = sealer;
    this.#store = store;
    this.#maxEntries = positive('maxEntries', options.maxEntries ?? DEFAULT_MAX_ENTRIES);
    this.#maxAge = positive('maxAge', options.maxAge ?? DEFAULT_MAX_AGE_MS);
  }

  /**
   * Opens the cache. It always opens: `storage` says where.
   *
   * @throws {TypeError} Where a bound isn't a number from 1.
   */
  static async open(sealer: Sealer, options: TemplateCacheOptions = {}): Promise<TemplateCache> {
    const { enabled = true, database = DEFAULT_DATABASE } = options;
    // Without WebCrypto (a page that isn't a secure context) there is no digest to look up by.
    const works = enabled && globalThis.crypto?.subtle !== undefined;
    const store = works ? await openIndexedDbStore(database).catch(createMemoryStore) : undefined;
    const cache = new TemplateCache(sealer, store, options);
    await cache.#readLedger();
    return cache;
  }

  /** Where templates are kept; `off` where the cache is switched off or the page has no WebCrypto. */
  get storage(): RecordStorage | 'off' {
    return this.#store?.storage ?? 'off';
  }

  /** Templates held. */
  get size(): number {
    return this.#recency.size;
  }

  /** Lookups since the cache was opened that found a template. */
  get hits(): number {
    return this.#hits;
  }

  /** Lookups since the cache was opened that found none. */
  get misses(): number {
    return this.#misses;
  }

  /**
   * The key of a picture's template.
   *
   * @param fingerprint Names the model pack, and whatever else changes the template of one picture.
   */
  async key(picture: Uint8Array<ArrayBuffer> | ArrayBuffer, fingerprint: string): Promise<CacheKey> {
    if (this.#store === undefined) return '' as CacheKey;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', picture));
    const name = await this.#sealer.blind(digest, `cache/key/${fingerprint}`);
    return Array.from(name, (byte) => byte.toString(16).padStart(2, '0')).join('') as CacheKey;
  }

  /** The template kept under a key; undefined where there is none. */
  async get(key: CacheKey): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (this.#store === undefined) return undefined;
    const clearings = this.#clearings;
    const found = await this.#read(key);
    if (found === undefined || clearings !== this.#clearings) {
      this.#misses++;
      return undefined;
    }
    this.#hits++;
    this.#recency.touch(key, found.made);
    this.#writeLedgerSoon();
    return found.template;
  }

  /** Keeps a template; the least recently used leave where it is one too many. */
  async put(key: CacheKey, template: Uint8Array): Promise<void> {
    if (this.#store === undefined) return;
    const clearings = this.#clearings;
    const made = Date.now();
    const record = encodeCachedTemplate({ made, template });
    await this.#writing(async () => {
      if (!(await this.#write(key, record, () => clearings === this.#clearings))) return;
      this.#recency.touch(key, made);
      await this.#remove(this.#recency.oldest(this.#recency.size - this.#maxEntries));
      this.#writeLedgerSoon();
    });
  }

  /** Removes every template, and those of other tabs' caches too. */
  async clear(): Promise<void> {
    this.#forgetAll();
    await this.#writing(() => this.#attempt((store) => store.clear(), undefined));
  }

  /** Removes every template and the database itself, and switches the cache off. */
  async erase(): Promise<void> {
    this.#forgetAll();
    const store = this.#store;
    this.#store = undefined;
    await this.#writing(async () => store?.erase());
  }

  /** Writes down what is still to be written, and ends the use of the database. */
  async close(): Promise<void> {
    await this.flush();
    this.#store?.close();
    this.#store = undefined;
  }

  /** Writes the order of use now; it is written by itself some time after a change. */
  async flush(): Promise<void> {
    clearTimeout(this.#ledgerTimer);
    this.#ledgerTimer = undefined;
    const clearings = this.#clearings;
    await this.#writing(async () => {
      await this.#reconcile();
      const ledger = new TextEncoder().encode(JSON.stringify(this.#recency.entries()));
      await this.#write(LEDGER, ledger, () => clearings === this.#clearings);
    });
  }

  /** Brings {@link #recency} in line with the records there are, and removes those too old or too many. */
  async #reconcile(): Promise<void> {
    const names = await this.#attempt(async (store) => new Set(await store.names()), undefined);
    if (names === undefined) return;
    names.delete(LEDGER);
    this.#recency.forget(this.#recency.entries().flatMap(([name]) => (names.has(name) ? [] : [name])));
    // Another tab made these, or a tab was killed before it wrote its ledger.
    for (const name of names) {
      if (this.#recency.has(name)) continue;
      const found = await this.#read(name);
      if (found !== undefined) this.#recency.touch(name, found.made);
    }
    await this.#remove(this.#recency.madeBefore(Date.now() - this.#maxAge));
    await this.#remove(this.#recency.oldest(this.#recency.size - this.#maxEntries));
  }

  /** An opened record. One too old, altered or sealed under another key is removed. */
  async #read(name: string): Promise<ReturnType<typeof decodeCachedTemplate> | undefined> {
    const sealed = await this.#attempt((store) => store.get(name), undefined);
    if (sealed === undefined) return undefined;
    try {
      const found = decodeCachedTemplate(await this.#sealer.open(sealed, contextOf(name)));
      if (found.made >= Date.now() - this.#maxAge) return found;
    } catch {
      // Removed below.
    }
    await this.#remove([name]);
    return undefined;
  }

  /**
   * Seals and writes a record where it is `still` wanted; where the quota is full, the least recently used make
   * room. Answers whether it is kept.
   */
  async #write(name: string, record: Uint8Array, still: () => boolean): Promise<boolean> {
    const sealed = await this.#sealer.seal(record, contextOf(name)).catch(() => undefined);
    if (sealed === undefined || !still()) return false;
    const write = (store: RecordStore) => store.set(name, sealed).then(() => true);
    if (await this.#attempt(write, false)) return true;
    await this.#remove(this.#recency.oldest(Math.ceil(this.#recency.size * QUOTA_EVICTION)));
    return this.#attempt(write, false);
  }

  async #remove(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    this.#recency.forget(names);
    await this.#attempt((store) => store.delete(names), undefined);
  }

  async #readLedger(): Promise<void> {
    const sealed = await this.#attempt((store) => store.get(LEDGER), undefined);
    try {
      if (sealed !== undefined) {
        const ledger = await this.#sealer.open(sealed, contextOf(LEDGER));
        const entries: Entry[] = JSON.parse(new TextDecoder().decode(ledger));
        for (const [name, made] of entries) this.#recency.touch(name, made);
      }
    } catch {
      // Altered, or of another key: the records are read instead.
    }
    await this.#writing(() => this.#reconcile());
  }

  #writeLedgerSoon(): void {
    this.#ledgerTimer ??= setTimeout(() => void this.flush(), LEDGER_DELAY_MS);
  }

  #forgetAll(): void {
    clearTimeout(this.#ledgerTimer);
    this.#ledgerTimer = undefined;
    this.#clearings++;
    this.#recency = new Recency();
  }

  /** What the store answers; `otherwise` where it fails. A database that fails is given up for memory. */
  async #attempt<Result>(work: (store: RecordStore) => Promise<Result>, otherwise: Result): Promise<Result> {
    const store = this.#store;
    if (store === undefined) return otherwise;
    try {
      return await work(store);
    } catch (error) {
      if (!isQuotaExceeded(error) && this.#store === store) {
        store.close();
        this.#store = createMemoryStore();
        this.#recency = new Recency();
      }
      return otherwise;
    }
  }
}

function contextOf(name: string): string {
  return `cache/record/${name}`;
}

function isQuotaExceeded(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

function positive(name: string, value: number): number {
  if (!(value >= 1)) throw new TypeError(`${name} must be a number from 1, not ${value}`);
  return value;
}
