import { deleteDB, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';
import { RetriedMemoMap } from '../common/retried-memo.ts';
import { StorageError, toStorageError } from './storage-error.ts';

/** Whether a database that is not there is made. */
export type DatabaseMode = 'find' | 'create';

/** How long another tab may take to let go of a database. */
const RELEASE_TIMEOUT_MS = 5_000;

/**
 * A connection to a database of IndexedDB, opened at its first use.
 *
 * It gives way when another tab deletes or upgrades the database, and the next use connects anew: it finds what is
 * there then. Only `create` makes the database, and looking leaves none behind: what was erased stays erased.
 *
 * Galleries and the device's keys go through `idb`: they read and write within one transaction. The cache goes
 * through `idb-keyval`, over the same connection: it has a value for a key and no more.
 */
export class DatabaseConnection<Schema> {
  readonly #name: string;
  readonly #version: number;
  readonly #upgrade: (db: IDBPDatabase<Schema>, from: number) => void;
  /** By mode: a use that creates must not get the answer of one that only looks. */
  readonly #opened = new RetriedMemoMap<DatabaseMode, IDBPDatabase<Schema> | undefined>();

  /** @param upgrade Brings the database from a version, 0 for none, to `version`. */
  constructor(name: string, version: number, upgrade: (db: IDBPDatabase<Schema>, from: number) => void) {
    this.#name = name;
    this.#version = version;
    this.#upgrade = upgrade;
  }

  /**
   * Does something with the database.
   *
   * @returns `undefined` if there is no database.
   * @throws {StorageError} If the browser gives a reason that has a name here.
   */
  async use<Result>(
    mode: DatabaseMode,
    action: (db: IDBPDatabase<Schema>) => Promise<Result>,
  ): Promise<Result | undefined> {
    const attempt = async () => {
      const db = await this.#connect(mode);
      return db && action(db);
    };
    try {
      return await attempt().catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
        // The connection was closed under us, by an erasure or an upgrade in another tab: once more, on a new one.
        this.close();
        return attempt();
      });
    } catch (error) {
      throw toStorageError(error);
    }
  }

  close(): void {
    for (const mode of this.#opened.keys()) {
      this.#opened
        .forget(mode)
        ?.then((db) => db?.close())
        .catch(() => undefined);
    }
  }

  async #connect(mode: DatabaseMode): Promise<IDBPDatabase<Schema> | undefined> {
    const connection = this.#opened.known('create') ?? this.#opened.get(mode, () => this.#open(mode));
    const db = await connection;
    if (!db) this.#opened.forget(mode, connection);
    return db;
  }

  #open(mode: DatabaseMode): Promise<IDBPDatabase<Schema> | undefined> {
    let isMissing = false;
    const forget = () => void this.#opened.forget(mode, connection);
    const callbacks: OpenDBCallbacks<Schema> = {
      upgrade: (db, from, _to, transaction) => {
        if (from > 0 || mode === 'create') return this.#upgrade(db, from);
        // Aborted, the opening leaves no database behind.
        isMissing = true;
        transaction.done.catch(() => undefined);
        transaction.abort();
      },
      blocking: (_from, _to, event) => {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    };
    const connection = unlessHeld(
      'An older version of this app is open in another tab: close that tab and try again.',
      (blocked) => openDB<Schema>(this.#name, this.#version, { ...callbacks, blocked }),
    ).catch((error: unknown) => {
      if (isMissing) return undefined;
      throw error;
    });
    return connection;
  }
}

/** Deletes a database. @throws {StorageError} `blocked` if another tab does not let go of it. */
export function deleteDatabase(name: string): Promise<void> {
  // Open connections of this package close by themselves when asked to.
  const message = `The database ${name} is held open by another tab: close it and erase again.`;
  return unlessHeld(message, (blocked) => deleteDB(name, { blocked }));
}

/** @throws {StorageError} `blocked`, with the message, if another tab holds the database too long. */
function unlessHeld<Result>(
  message: string,
  work: (blocked: () => void) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const blocked = () => {
      timer = setTimeout(() => reject(new StorageError('blocked', message)), RELEASE_TIMEOUT_MS);
    };
    work(blocked)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
