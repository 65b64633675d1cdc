import { type IDBPDatabase, openDB } from 'idb';
import { StorageError, toStorageError } from '../storage-error.ts';
import { galleryDatabase } from '../stored-names.ts';
import type { GalleryHeader, GalleryStorage, ManifestRow } from './gallery-storage.ts';
import { type GallerySchema, SCHEMA_VERSION, upgradeSchema } from './schema.ts';

type Database = IDBPDatabase<GallerySchema>;

/** How long an older version of the package in another tab may take to let an upgrade pass. */
const UPGRADE_TIMEOUT_MS = 5_000;

/**
 * A gallery's sealed bytes in a database of IndexedDB.
 *
 * It lets go of its connection when another tab erases or upgrades the database, and connects anew at the next
 * call: whoever calls finds what is there then.
 */
export class IndexedDbStorage implements GalleryStorage {
  readonly kind = 'indexeddb';
  readonly #name: string;
  readonly #version: number;
  #connection: Promise<Database> | undefined;

  /** @param version Only tests of the upgrade give another one than the package's own. */
  constructor(gallery: string, version = SCHEMA_VERSION) {
    this.#name = galleryDatabase(gallery);
    this.#version = version;
  }

  async header(): Promise<GalleryHeader | undefined> {
    return this.#with((db) => db.get('state', 'header') as Promise<GalleryHeader | undefined>);
  }

  async addHeader(header: GalleryHeader): Promise<GalleryHeader> {
    return this.#with(async (db) => {
      const transaction = db.transaction('state', 'readwrite', { durability: 'strict' });
      const first = (await transaction.store.get('header')) as GalleryHeader | undefined;
      if (!first) await transaction.store.add(header, 'header');
      await transaction.done;
      return first ?? header;
    });
  }

  async manifest(): Promise<ManifestRow | undefined> {
    return this.#with((db) => db.get('state', 'manifest') as Promise<ManifestRow | undefined>);
  }

  async chunk(key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#with((db) => db.get('chunks', key));
  }

  async picture(key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#with((db) => db.get('pictures', key));
  }

  async commit(write: Parameters<GalleryStorage['commit']>[0]): Promise<boolean> {
    return this.#with(async (db) => {
      const transaction = db.transaction(['state', 'chunks', 'pictures'], 'readwrite', {
        durability: 'strict',
      });
      const state = transaction.objectStore('state');
      const [header, manifest] = (await Promise.all([state.get('header'), state.get('manifest')])) as [
        GalleryHeader | undefined,
        ManifestRow | undefined,
      ];
      const upToDate =
        header?.gallery === write.manifest.gallery && (manifest?.change ?? 0) === write.basedOn;
      if (!upToDate) {
        await transaction.done;
        return false;
      }
      const chunks = transaction.objectStore('chunks');
      const pictures = transaction.objectStore('pictures');
      const requests: Promise<unknown>[] = [state.put(write.manifest, 'manifest')];
      if (write.header) requests.push(state.put(write.header, 'header'));
      for (const key of write.deleteChunks) requests.push(chunks.delete(key));
      for (const key of write.deletePictures) requests.push(pictures.delete(key));
      for (const [key, bytes] of write.putChunks) requests.push(chunks.put(bytes, key));
      for (const [key, bytes] of write.putPictures) requests.push(pictures.put(bytes, key));
      // A request that fails aborts the transaction; `done` then rejects with the reason (quota comes only there).
      await Promise.all([...requests, transaction.done].map((promise) => promise.catch(rethrow)));
      return true;
    });
  }

  close(): void {
    this.#connection?.then((db) => db.close()).catch(() => {});
    this.#connection = undefined;
  }

  async #with<Result>(action: (db: Database) => Promise<Result>): Promise<Result> {
    try {
      return await action(await this.#connect());
    } catch (error) {
      // The connection was closed under us, by an erasure or an upgrade in another tab: once more, on a new one.
      if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw toStorageError(error);
      this.#connection = undefined;
    }
    return action(await this.#connect()).catch(rethrow);
  }

  #connect(): Promise<Database> {
    if (this.#connection) return this.#connection;
    const connection = this.#open(() => {
      if (this.#connection === connection) this.#connection = undefined;
    });
    this.#connection = connection;
    connection.catch(() => {
      if (this.#connection === connection) this.#connection = undefined;
    });
    return connection;
  }

  #open(onGone: () => void): Promise<Database> {
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const opening = openDB<GallerySchema>(this.#name, this.#version, {
        upgrade: (db, from, to, transaction) => upgradeSchema(db, transaction, from, to ?? SCHEMA_VERSION),
        blocked() {
          const message =
            'An older version of this app is open in another tab: close that tab and try again.';
          timer = setTimeout(() => reject(new StorageError('blocked', message)), UPGRADE_TIMEOUT_MS);
        },
        blocking(_current, _blocked, event) {
          onGone();
          (event.target as IDBDatabase).close();
        },
        terminated: onGone,
      });
      opening.then(resolve, (error) => reject(toStorageError(error))).finally(() => clearTimeout(timer));
    });
  }
}

function rethrow(error: unknown): never {
  throw toStorageError(error);
}
