import { clear, delMany, get, keys, promisifyRequest, set, type UseStore } from 'idb-keyval';
import { inTime } from './in-time.ts';
import type { RecordStore } from './record-store.ts';

const OBJECT_STORE = 'records';

/**
 * Records in an IndexedDB database of their own.
 *
 * @throws Where the browser has no IndexedDB, blocks it, or doesn't answer.
 */
export async function openIndexedDbStore(database: string): Promise<RecordStore> {
  const connection = new Connection(database);
  const { use } = connection;
  await inTime(use('readonly', () => undefined));
  return {
    storage: 'indexeddb',
    get: (name) => get<Uint8Array<ArrayBuffer>>(name, use),
    set: (name, bytes) => set(name, bytes, use),
    delete: (names) => delMany([...names], use),
    names: () => keys<string>(use),
    clear: () => clear(use),
    close: () => connection.close(),
    erase: async () => {
      connection.close();
      await promisifyRequest<IDBDatabase>(indexedDB.deleteDatabase(database));
    },
  };
}

/**
 * A connection that gives way when the database is deleted elsewhere, and does not make it anew: what was erased
 * stays erased. idb-keyval's own would keep such a deletion waiting.
 */
class Connection {
  #opened: Promise<IDBDatabase> | undefined;
  #ended = false;

  constructor(readonly database: string) {}

  readonly use: UseStore = async (mode, callback) => {
    const database = await this.#open();
    return callback(database.transaction(OBJECT_STORE, mode).objectStore(OBJECT_STORE));
  };

  close(): void {
    this.#ended = true;
    this.#opened?.then((database) => database.close()).catch(() => undefined);
    this.#opened = undefined;
  }

  #open(): Promise<IDBDatabase> {
    this.#opened ??= this.#request().catch((error) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #request(): Promise<IDBDatabase> {
    if (this.#ended) throw new DOMException('The database was closed or deleted', 'InvalidStateError');
    const request = indexedDB.open(this.database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(OBJECT_STORE);
    const database = await promisifyRequest(request);
    database.onversionchange = () => this.close();
    // Some browsers close a connection by themselves: the next use opens another.
    database.onclose = () => {
      this.#opened = undefined;
    };
    return database;
  }
}
