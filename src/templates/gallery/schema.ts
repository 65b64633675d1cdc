import type { DBSchema, IDBPDatabase } from 'idb';
import type { GalleryHeader, ManifestRow, NextLock } from './gallery-storage.ts';

/** The stores of a gallery's database. Every value but the header is sealed; every key is random or fixed. */
export interface GallerySchema extends DBSchema {
  /** `header`, `manifest` and, while the protection is changed, `next-lock`. */
  state: { key: string; value: GalleryHeader | ManifestRow | NextLock };
  /** Sealed groups of records. */
  chunks: { key: string; value: Uint8Array<ArrayBuffer> };
  /** Sealed pictures, by their record's key. Since version 2. */
  pictures: { key: string; value: Uint8Array<ArrayBuffer> };
}

/**
 * The steps from each version to the next, the first from nothing. A step is never edited once released: a new
 * one is added. They run in one transaction: an upgrade that fails leaves the old version.
 */
const UPGRADES: readonly ((db: IDBPDatabase<GallerySchema>) => void)[] = [
  (db) => {
    db.createObjectStore('state');
    db.createObjectStore('chunks');
  },
  (db) => {
    db.createObjectStore('pictures');
  },
  // From here on header and manifest are bound together, which older versions would take for tampering.
  () => undefined,
];

/** The version this package writes. */
export const SCHEMA_VERSION = UPGRADES.length;

/** Brings a database from a version, 0 for none, to this package's. */
export function upgradeSchema(db: IDBPDatabase<GallerySchema>, from: number): void {
  for (const upgrade of UPGRADES.slice(from)) upgrade(db);
}
