import pLimit from 'p-limit';
import { toHex } from '../../common/hex.ts';
import type { Sealer } from '../protection/sealer.ts';
import type { CacheInfo, CacheOptions } from './cache-info.ts';
import { type CachedTemplate, decodeCachedTemplate, encodeCachedTemplate } from './cached-template.ts';
import { openIndexedDbStore } from './indexeddb-store.ts';
import { createMemoryStore } from './memory-store.ts';
import { type Entry, Recency } from './recency.ts';
import type { RecordStore } from './record-store.ts';
import { type SealedStore, sealedStore } from './sealed-store.ts';

/** Two kilobytes each: about 20 MB. */
const DEFAULT_MAX_ENTRIES = 10_000;

/** Thirty days: long enough for an album, short enough that what is no longer used goes. */
const DEFAULT_MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;

/** The order of use is written this long after a change, so that a hit costs no writing. */
const LEDGER_DELAY_MS = 2000;

/** The share of all entries that leaves when the browser's quota is full. */
const QUOTA_EVICTION = 0.1;

/** Room that was freed counts again only after a while: evicting more in between would empty the cache in vain. */
const QUOTA_EVICTION_PAUSE_MS = 30_000;

const LEDGER = 'ledger';

/** The name of a picture's record: a digest that tells nothing without the sealer's key. */
export type CacheKey = string & { readonly cacheKey: unique symbol };

/**
 * Templates of pictures seen before, sealed, in IndexedDB; in memory if there is none.
 *
 * A cache never makes a call fail: what can't be read is a miss, what can't be written isn't kept.
 */
export class TemplateCache {
  readonly #sealer: Sealer;
  readonly #maxEntries: number;
  readonly #maxAge: number;
  /** Undefined once the cache is closed or erased. */
  #store: SealedStore | undefined;
  #recency = new Recency();
  /** Those on their way to the store: they are found from the start. */
  readonly #pending = new Map<CacheKey, CachedTemplate>();
  /** Writes happen one after the other. */
  readonly #writing = pLimit(1);
  /** Counts the clearings: what began before one must not be kept after it. */
  #clearings = 0;
  #nextEviction = 0;
  #ledgerTimer: ReturnType<typeof setTimeout> | undefined;
  #hits = 0;
  #misses = 0;

  private constructor(sealer: Sealer, store: RecordStore, options: CacheOptions) {
    this.#sealer = sealer;
    this.#store = sealedStore(sealer, store, () => this.#forgetAll());
    this.#maxEntries = positive('maxEntries', options.maxEntries ?? DEFAULT_MAX_ENTRIES);
    this.#maxAge = positive('maxAge', options.maxAge ?? DEFAULT_MAX_AGE_MS);
  }

  /**
   * Opens the cache. It always opens: `info` says where.
   *
   * @throws {TypeError} If a bound isn't a number from 1.
   */
  static async open(
    sealer: Sealer,
    options: CacheOptions = {},
    openStore: () => Promise<RecordStore> = openIndexedDbStore,
  ): Promise<TemplateCache> {
    const store = await openStore().catch(createMemoryStore);
    const cache = new TemplateCache(sealer, store, options);
    await cache.#readLedger();
    return cache;
  }

  /**
   * What the cache holds, with what other tabs and workers keep in the same store; hits and misses are those since
   * it was opened. `off` once it is closed or erased.
   */
  async info(): Promise<CacheInfo> {
    // Everything put so far is to be written first.
    const names = await this.#writing(async () => this.#store?.names());
    const size = names?.filter((name) => name !== LEDGER).length ?? 0;
    return { storage: this.#store?.storage ?? 'off', size, hits: this.#hits, misses: this.#misses };
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
    return toHex(name) as CacheKey;
  }

  /** The template kept under a key; undefined if there is none. */
  async get(key: CacheKey): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (this.#store === undefined) return undefined;
    const still = this.#untilCleared();
    const found = this.#pending.get(key) ?? (await this.#read(key));
    if (found === undefined || !still()) {
      this.#misses++;
      return undefined;
    }
    this.#hits++;
    this.#recency.touch(key, found.made);
    this.#writeLedgerSoon();
    return found.template.slice();
  }

  /** Keeps a template; the least recently used leave if it is one too many. */
  async put(key: CacheKey, template: Uint8Array): Promise<void> {
    if (this.#store === undefined) return;
    const still = this.#untilCleared();
    // The caller may go on to change its bytes or to hand them over.
    const kept: CachedTemplate = { made: Date.now(), template: Uint8Array.from(template) };
    this.#pending.set(key, kept);
    await this.#writing(async () => {
      const written = await this.#write(key, encodeCachedTemplate(kept), still);
      if (written && still()) {
        this.#recency.touch(key, kept.made);
        await this.#remove(this.#recency.oldest(this.#recency.size - this.#maxEntries));
        this.#writeLedgerSoon();
      }
      if (this.#pending.get(key) === kept) this.#pending.delete(key);
    });
  }

  /** Removes every template, and those of other tabs' caches too. */
  async clear(): Promise<void> {
    this.#forgetAll();
    await this.#writing(async () => this.#store?.clear());
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
    await this.#writeLedger();
    this.#store?.close();
    this.#store = undefined;
  }

  /** Brings {@link #recency} in line with the records there are, and removes those too old or too many. */
  async #reconcile(): Promise<void> {
    const still = this.#untilCleared();
    const names = new Set(await this.#store?.names());
    names.delete(LEDGER);
    this.#recency.forget(this.#recency.entries().flatMap(([name]) => (names.has(name) ? [] : [name])));
    // Another tab made these, or a tab was killed before it wrote its ledger.
    for (const name of names) {
      if (this.#recency.has(name)) continue;
      const found = await this.#read(name);
      if (found !== undefined && still()) this.#recency.touch(name, found.made);
    }
    await this.#remove(this.#recency.madeBefore(Date.now() - this.#maxAge));
    await this.#remove(this.#recency.oldest(this.#recency.size - this.#maxEntries));
  }

  /** A record that is there and not too old; one too old is removed. */
  async #read(name: string): Promise<CachedTemplate | undefined> {
    const record = await this.#store?.get(name);
    const found = record && decodeCachedTemplate(record);
    if (found !== undefined && found.made >= Date.now() - this.#maxAge) return found;
    if (found !== undefined) await this.#remove([name]);
    else this.#recency.forget([name]);
    return undefined;
  }

  /** Writes a record; if the quota is full, the least recently used make room. Answers whether it is kept. */
  async #write(name: string, record: Uint8Array, still: () => boolean): Promise<boolean> {
    const write = async () => (await this.#store?.set(name, record, still)) ?? false;
    if (await write()) return true;
    if (!still() || this.#store === undefined) return false;
    await this.#makeRoom();
    return write();
  }

  async #makeRoom(): Promise<void> {
    if (Date.now() < this.#nextEviction) return;
    this.#nextEviction = Date.now() + QUOTA_EVICTION_PAUSE_MS;
    await this.#remove(this.#recency.oldest(Math.ceil(this.#recency.size * QUOTA_EVICTION)));
  }

  async #remove(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    this.#recency.forget(names);
    await this.#store?.delete(names);
  }

  async #readLedger(): Promise<void> {
    const ledger = await this.#store?.get(LEDGER);
    if (ledger !== undefined) {
      const entries: Entry[] = JSON.parse(new TextDecoder().decode(ledger));
      for (const [name, made] of entries) this.#recency.touch(name, made);
    }
    await this.#writing(() => this.#reconcile());
  }

  /** Writes the order of use. */
  async #writeLedger(): Promise<void> {
    clearTimeout(this.#ledgerTimer);
    this.#ledgerTimer = undefined;
    const still = this.#untilCleared();
    await this.#writing(async () => {
      await this.#reconcile();
      const ledger = new TextEncoder().encode(JSON.stringify(this.#recency.entries()));
      await this.#write(LEDGER, ledger, still);
    });
  }

  #writeLedgerSoon(): void {
    if (this.#store === undefined) return;
    this.#ledgerTimer ??= setTimeout(() => void this.#writeLedger(), LEDGER_DELAY_MS);
  }

  /** Answers, when called later, whether nothing was cleared in between. */
  #untilCleared(): () => boolean {
    const clearings = this.#clearings;
    return () => clearings === this.#clearings;
  }

  #forgetAll(): void {
    clearTimeout(this.#ledgerTimer);
    this.#ledgerTimer = undefined;
    this.#clearings++;
    this.#pending.clear();
    this.#recency = new Recency();
  }
}

function positive(name: string, value: number): number {
  if (!(value >= 1)) throw new TypeError(`${name} must be a number from 1, not ${value}`);
  return value;
}
