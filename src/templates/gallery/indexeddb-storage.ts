import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { StorageError, toStorageError } from '../storage-error.ts';
import { galleryDatabase } from '../stored-names.ts';
import type { GalleryHeader, GalleryStorage, GalleryWrite, ManifestRow } from './gallery-storage.ts';
import { type GallerySchema, SCHEMA_VERSION, upgradeSchema } from './schema.ts';

type Database = IDBPDatabase<GallerySchema>;

/** Whether a database that is not there is made. */
type Mode = 'find' | 'create';

class NoDatabase extends Error {}

/** How long an older version of the package in another tab may take to let an upgrade pass. */
const UPGRADE_TIMEOUT_MS = 5_000;

/**
 * A gallery's sealed bytes in a database of IndexedDB.
 *
 * It lets go of its connection when another tab erases or upgrades the database, and connects anew at the next
 * call: whoever calls finds what is there then. Only a new gallery's header makes the database: what was erased
 * stays erased, whoever looks.
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
    return this.#read((db) => db.get('state', 'header') as Promise<GalleryHeader | undefined>);
  }

  async addHeader(header: GalleryHeader): Promise<GalleryHeader> {
    return this.#with('create', async (db) => {
      const transaction = db.transaction('state', 'readwrite', { durability: 'strict' });
      const first = (await transaction.store.get('header')) as GalleryHeader | undefined;
      if (!first) await transaction.store.add(header, 'header');
      await transaction.done;
      return first ?? header;
    });
  }

  async manifest(): Promise<ManifestRow | undefined> {
    return this.#read((db) => db.get('state', 'manifest') as Promise<ManifestRow | undefined>);
  }

  async chunk(key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#read((db) => db.get('chunks', key));
  }

  async picture(key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#read((db) => db.get('pictures', key));
  }

  async commit(write: GalleryWrite): Promise<boolean> {
    const written = await this.#read(async (db) => {
      const transaction = db.transaction(['state', 'chunks', 'pictures'], 'readwrite', {
        durability: 'strict',
      });
      try {
        const isCurrent = await writeAll(transaction, write);
        await transaction.done;
        return isCurrent;
      } catch (error) {
        // What was asked for before the failure would be committed without the rest.
        abort(transaction);
        // Where the disk is full only `done` knows the reason.
        throw await transaction.done.then(
          () => error,
          (reason: unknown) => (isAbort(error) ? reason : error),
        );
      }
    });
    return written ?? false;
  }

  close(): void {
    this.#connection?.then((db) => db.close()).catch(() => {});
    this.#connection = undefined;
  }

  /** @returns `undefined` where there is no database. */
  async #read<Result>(action: (db: Database) => Promise<Result>): Promise<Result | undefined> {
    try {
      return await this.#with('find', action);
    } catch (error) {
      if (error instanceof NoDatabase) return undefined;
      throw error;
    }
  }

  async #with<Result>(mode: Mode, action: (db: Database) => Promise<Result>): Promise<Result> {
    try {
      return await action(await this.#connect(mode));
    } catch (error) {
      // The connection was closed under us, by an erasure or an upgrade in another tab: once more, on a new one.
      if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw toStorageError(error);
      this.#connection = undefined;
    }
    return action(await this.#connect(mode)).catch(rethrow);
  }

  #connect(mode: Mode): Promise<Database> {
    if (this.#connection) return this.#connection;
    const connection: Promise<Database> = this.#open(mode, () => {
      if (this.#connection === connection) this.#connection = undefined;
    });
    if (mode === 'find') {
      // Not kept until it succeeded: a call that creates must not get its failure.
      return connection.then((db) => {
        this.#connection ??= connection;
        return db;
      });
    }
    this.#connection = connection;
    connection.catch(() => {
      if (this.#connection === connection) this.#connection = undefined;
    });
    return connection;
  }

  #open(mode: Mode, onGone: () => void): Promise<Database> {
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const opening = openDB<GallerySchema>(this.#name, this.#version, {
        upgrade(db, from, to, transaction) {
          if (from > 0 || mode === 'create')
            return upgradeSchema(db, transaction, from, to ?? SCHEMA_VERSION);
          // Aborted, the opening leaves no database behind.
          reject(new NoDatabase());
          transaction.done.catch(() => {});
          transaction.abort();
        },
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

type WriteTransaction = IDBPTransaction<GallerySchema, ('state' | 'chunks' | 'pictures')[], 'readwrite'>;

/** @returns False, having written nothing, where the gallery moved on. */
async function writeAll(transaction: WriteTransaction, write: GalleryWrite): Promise<boolean> {
  const state = transaction.objectStore('state');
  const [header, manifest] = (await Promise.all([state.get('header'), state.get('manifest')])) as [
    GalleryHeader | undefined,
    ManifestRow | undefined,
  ];
  if (header?.gallery !== write.manifest.gallery || (manifest?.change ?? 0) !== write.basedOn) return false;
  const chunks = transaction.objectStore('chunks');
  const pictures = transaction.objectStore('pictures');
  const requests: Promise<unknown>[] = [];
  const request = (promise: Promise<unknown>) => {
    // Failures surface together below; none may go unhandled when one of the calls here throws.
    promise.catch(() => {});
    requests.push(promise);
  };
  request(state.put(write.manifest, 'manifest'));
  if (write.header) request(state.put(write.header, 'header'));
  for (const key of write.deleteChunks) request(chunks.delete(key));
  for (const key of write.deletePictures) request(pictures.delete(key));
  for (const [key, bytes] of write.putChunks) request(chunks.put(bytes, key));
  for (const [key, bytes] of write.putPictures) request(pictures.put(bytes, key));
  await Promise.all(requests);
  return true;
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

function abort(transaction: WriteTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has aborted by itself.
  }
}
