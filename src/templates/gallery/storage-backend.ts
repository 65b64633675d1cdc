import {
  type DeviceKeyStore,
  indexedDbKeyStore,
  indexedDbWorks,
  memoryKeyStore,
} from '../protection/device-keys.ts';
import { eraseAll } from '../protection/erase-all.ts';
import type { GalleryStorage } from './gallery-storage.ts';
import { indexedDbStorage } from './indexeddb-storage.ts';
import { memoryStorage } from './memory-storage.ts';

/** What keeps galleries and their keys: IndexedDB, or memory if the browser keeps nothing. */
export interface StorageBackend {
  readonly deviceKeys: DeviceKeyStore;
  /** The storage of a gallery; every opening of the same name sees the same people. */
  storageOf(gallery: string): GalleryStorage;
  /** Removes every gallery and key, and whatever else the package stores. */
  eraseAll(): Promise<void>;
}

/** The one that works in this browser. */
export async function findStorageBackend(): Promise<StorageBackend> {
  if (!(await indexedDbWorks())) return memoryBackend();
  return { deviceKeys: indexedDbKeyStore(), storageOf: indexedDbStorage, eraseAll };
}

function memoryBackend(): StorageBackend {
  const storages = new Map<string, ReturnType<typeof memoryStorage>>();
  return {
    deviceKeys: memoryKeyStore(),
    storageOf(gallery) {
      const storage = storages.get(gallery) ?? memoryStorage();
      storages.set(gallery, storage);
      return storage;
    },
    async eraseAll() {
      for (const storage of storages.values()) storage.erase();
      await eraseAll();
    },
  };
}
