import { deleteDB } from 'idb';
import { RetriedMemo } from '../common/retried-memo.ts';
import type { WorkerConfig } from '../crossing/worker-protocol.ts';
import type { CacheInfo } from '../templates/cache/cache-info.ts';
import { createMemoryStore } from '../templates/cache/memory-store.ts';
import { TemplateCache } from '../templates/cache/template-cache.ts';
import { withDatabaseTimeout } from '../templates/database-timeout.ts';
import { aesGcmSealer, type SealingKeys } from '../templates/protection/aes-gcm-sealer.ts';
import { indexedDbKeyStore, indexedDbWorks, makeDeviceKeys } from '../templates/protection/device-keys.ts';
import { CACHE_DATABASE } from '../templates/stored-names.ts';

/** A call waits no longer for a slow database: it goes on without the cache, and the next one looks again. */
const CALL_PATIENCE_MS = 3_000;

/** The worker's cache of templates: opened at its first use, and anew after everything was erased. */
export class CacheHost {
  readonly #cache: RetriedMemo<TemplateCache | undefined>;
  /** When the calls' patience with the opening under way is over. */
  #patience: Promise<void> | undefined;

  /** @param options Asked for when the cache is opened. */
  constructor(options: () => WorkerConfig['cache']) {
    this.#cache = new RetriedMemo(() => openCache(options()));
  }

  /** The cache, for a call; undefined if it is off or still being opened. Never fails. */
  async open(): Promise<TemplateCache | undefined> {
    this.#patience ??= new Promise((resolve) => setTimeout(resolve, CALL_PATIENCE_MS));
    return await Promise.race([this.#cache.get(), this.#patience.then(() => undefined)]);
  }

  async info(): Promise<CacheInfo> {
    const cache = await this.#cache.get();
    return cache ? cache.info() : { storage: 'off', size: 0, hits: 0, misses: 0 };
  }

  /** Removes every template; if the cache is off, what was kept while it was on. */
  async clear(): Promise<void> {
    const cache = await this.#cache.get();
    if (cache) await cache.clear();
    else if (await indexedDbWorks()) await deleteDB(CACHE_DATABASE);
  }

  /** Removes the cache's database, or leaves that to whoever erases everything; a later use makes another. */
  async erase(): Promise<void> {
    this.#patience = undefined;
    const cache = await this.#cache.forget();
    if (cache) await withDatabaseTimeout(cache.erase()).catch(() => undefined);
  }

  async close(): Promise<void> {
    await (await this.#cache.known)?.close();
  }
}

/** Whatever fails with the database, there is memory. */
async function openCache(options: WorkerConfig['cache']): Promise<TemplateCache | undefined> {
  // Pages that are no secure context have no WebCrypto: nothing to look up by, nothing to seal with.
  if (options === false || globalThis.crypto?.subtle === undefined) return undefined;
  const keys = await withDatabaseTimeout(deviceKeys()).catch(() => undefined);
  return keys
    ? TemplateCache.open(aesGcmSealer(keys), options)
    : TemplateCache.open(aesGcmSealer(await makeDeviceKeys()), options, async () => createMemoryStore());
}

/** Undefined if the browser keeps nothing. */
async function deviceKeys(): Promise<SealingKeys | undefined> {
  return (await indexedDbWorks()) ? indexedDbKeyStore().findOrMake('cache') : undefined;
}
