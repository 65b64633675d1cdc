import type { Sealer } from '../protection/sealer.ts';
import { StorageError } from '../storage-error.ts';
import { createMemoryStore } from './memory-store.ts';
import type { RecordStorage, RecordStore } from './record-store.ts';

/**
 * Sealed records that never fail: what can't be read isn't there, what can't be written isn't kept. A database
 * that fails is given up for memory.
 */
export class SealedStore {
  readonly #sealer: Sealer;
  readonly #onLost: () => void;
  #store: RecordStore;

  /** @param onLost Called when the records are lost because their database failed. */
  constructor(sealer: Sealer, store: RecordStore, onLost: () => void) {
    this.#sealer = sealer;
    this.#store = store;
    this.#onLost = onLost;
  }

  get storage(): RecordStorage {
    return this.#store.storage;
  }

  /** An opened record. One that was altered or sealed under another key is removed. */
  async get(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const sealed = await this.#attempt((store) => store.get(name), undefined);
    if (sealed === undefined) return undefined;
    try {
      return await this.#sealer.open(sealed, contextOf(name));
    } catch {
      await this.delete([name]);
      return undefined;
    }
  }

  /**
   * Seals and writes a record if it is `still` wanted once sealed.
   *
   * @returns Whether it is kept; false if the browser gives no more room.
   */
  async set(name: string, record: Uint8Array, still: () => boolean): Promise<boolean> {
    const sealed = await this.#sealer.seal(record, contextOf(name)).catch(() => undefined);
    if (sealed === undefined || !still()) return false;
    return this.#attempt((store) => store.set(name, sealed).then(() => true), false);
  }

  async delete(names: readonly string[]): Promise<void> {
    await this.#attempt((store) => store.delete(names), undefined);
  }

  /** The names of all records; undefined if they can't be read. */
  async names(): Promise<string[] | undefined> {
    return this.#attempt((store) => store.names(), undefined);
  }

  async clear(): Promise<void> {
    await this.#attempt((store) => store.clear(), undefined);
  }

  close(): void {
    this.#store.close();
  }

  /** Removes the records and their database. @throws If the database can't be deleted. */
  async erase(): Promise<void> {
    await this.#store.erase();
  }

  async #attempt<Result>(work: (store: RecordStore) => Promise<Result>, otherwise: Result): Promise<Result> {
    const store = this.#store;
    try {
      return await work(store);
    } catch (error) {
      if (!isQuotaExceeded(error) && this.#store === store) {
        store.close();
        this.#store = createMemoryStore();
        this.#onLost();
      }
      return otherwise;
    }
  }
}

function contextOf(name: string): string {
  return `cache/record/${name}`;
}

function isQuotaExceeded(error: unknown): boolean {
  return error instanceof StorageError && error.reason === 'quota';
}
