import type { Sealer } from '../protection/sealer.ts';
import { StorageError } from '../storage-error.ts';
import { createMemoryStore } from './memory-store.ts';
import type { RecordStorage, RecordStore } from './record-store.ts';

/**
 * Sealed records that never fail: what can't be read isn't there, what can't be written isn't kept. A database
 * that fails is given up for memory.
 */
export type SealedStore = ReturnType<typeof sealedStore>;

/** @param onLost Called when the records are lost because their database failed. */
export function sealedStore(sealer: Sealer, first: RecordStore, onLost: () => void) {
  let store = first;
  const attempt = async <Result>(work: (store: RecordStore) => Promise<Result>, otherwise: Result) => {
    const used = store;
    try {
      return await work(used);
    } catch (error) {
      if (!isQuotaExceeded(error) && store === used) {
        used.close();
        store = createMemoryStore();
        onLost();
      }
      return otherwise;
    }
  };
  const remove = (names: readonly string[]) => attempt((store) => store.delete(names), undefined);
  return {
    get storage(): RecordStorage {
      return store.storage;
    },

    /** An opened record. One that was altered or sealed under another key is removed. */
    async get(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
      const sealed = await attempt((store) => store.get(name), undefined);
      if (sealed === undefined) return undefined;
      try {
        return await sealer.open(sealed, contextOf(name));
      } catch {
        await remove([name]);
        return undefined;
      }
    },

    /**
     * Seals and writes a record if it is `still` wanted once sealed.
     *
     * @returns Whether it is kept; false if the browser gives no more room.
     */
    async set(name: string, record: Uint8Array, still: () => boolean): Promise<boolean> {
      const sealed = await sealer.seal(record, contextOf(name)).catch(() => undefined);
      if (sealed === undefined || !still()) return false;
      return attempt((store) => store.set(name, sealed).then(() => true), false);
    },

    delete: remove,
    /** The names of all records; undefined if they can't be read. */
    names: () => attempt<string[] | undefined>((store) => store.names(), undefined),
    clear: () => attempt((store) => store.clear(), undefined),
    close: () => store.close(),
    /** Removes the records and their database. @throws If the database can't be deleted. */
    erase: () => store.erase(),
  };
}

function contextOf(name: string): string {
  return `cache/record/${name}`;
}

function isQuotaExceeded(error: unknown): boolean {
  return error instanceof StorageError && error.reason === 'quota';
}
