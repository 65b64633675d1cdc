import { deleteDB } from 'idb';
import type { WorkerConfig } from '../crossing/worker-protocol.ts';
import type { CacheInfo } from '../templates/cache/cache-info.ts';
import { TemplateCache } from '../templates/cache/template-cache.ts';
import { withDatabaseTimeout } from '../templates/database-timeout.ts';
import { aesGcmSealer, type SealingKeys } from '../templates/protection/aes-gcm-sealer.ts';
import { indexedDbKeyStore, indexedDbWorks, makeDeviceKeys } from '../templates/protection/device-keys.ts';
import { CACHE_DATABASE } from '../templates/stored-names.ts';

/** The worker's cache of templates: opened at its first use, and anew after everything was erased. */
export class CacheHost {
  #cache: Promise<TemplateCache | undefined> | undefined;

  readonly #options: () => WorkerConfig['cache'];

  /** @param options Asked for when the cache is opened. */
  constructor(options: () => WorkerConfig['cache']) {
    this.#options = options;
  }

  /** The cache; undefined if it is off. Never fails. */
  open(): Promise<TemplateCache | undefined> {
    this.#cache ??= openCache(this.#options()).catch(() => undefined);
    return this.#cache;
  }

  async info(): Promise<CacheInfo> {
    const cache = await this.open();
    return cache ? cache.info() : { storage: 'off', size: 0, hits: 0, misses: 0 };
  }

  /** Removes every template; if the cache is off, what was kept while it was on. */
  async clear(): Promise<void> {
    const cache = await this.open();
    if (cache) await cache.clear();
    else if (await indexedDbWorks()) await deleteDB(CACHE_DATABASE);
  }

  /** Removes the cache's database, or leaves that to whoever erases everything; a later use makes another. */
  async erase(): Promise<void> {
    const opening = this.#cache;
    this.#cache = undefined;
    const cache = await opening;
    if (cache) await withDatabaseTimeout(cache.erase()).catch(() => undefined);
  }

  /** Writes down what is still to be written. */
  async close(): Promise<void> {
    await (await this.#cache)?.close();
  }
}

async function openCache(options: WorkerConfig['cache']): Promise<TemplateCache | undefined> {
  // Pages that are no secure context have no WebCrypto: nothing to look up by, nothing to seal with.
  if (options === false || globalThis.crypto?.subtle === undefined) return undefined;
  return TemplateCache.open(aesGcmSealer(await withDatabaseTimeout(findKeys())), options);
}

/** If nothing is kept, the keys need not be either. */
async function findKeys(): Promise<SealingKeys> {
  return (await indexedDbWorks()) ? indexedDbKeyStore().findOrMake('cache') : makeDeviceKeys();
}
