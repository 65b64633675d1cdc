import {
  type DeviceKeyStore,
  indexedDbKeyStore,
  indexedDbWorks,
  memoryKeyStore,
} from '../protection/device-keys.ts';
import { eraseAll } from '../protection/erase-all.ts';
import type { GalleryStorage } from './gallery-storage.ts';
import { IndexedDbStorage } from './indexeddb-storage.ts';
import { memoryStorage } from './memory-storage.ts';

/** Where galleries are kept: in IndexedDB, or in memory where the browser keeps nothing. */
export interface GalleryPlaces {
  readonly deviceKeys: DeviceKeyStore;
  /** The place of a gallery; every opening of the same name sees the same people. */
  storageOf(gallery: string): GalleryStorage;
  /** Removes every gallery and key, and whatever else the package stores. */
  eraseAll(): Promise<void>;
}

/** Finds out what this browser has. */
export async function findGalleryPlaces(): Promise<GalleryPlaces> {
  return (await indexedDbWorks()) ? databasePlaces() : memoryPlaces();
}

function databasePlaces(): GalleryPlaces {
  return {
    deviceKeys: indexedDbKeyStore(),
    storageOf: (gallery) => new IndexedDbStorage(gallery),
    eraseAll,
  };
}

function memoryPlaces(): GalleryPlaces {
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
