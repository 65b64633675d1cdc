import { unwrap } from 'idb';
import { clear, delMany, get, keys, set, type UseStore } from 'idb-keyval';
import { DatabaseConnection, deleteDatabase } from '../database-connection.ts';
import { withDatabaseTimeout } from '../database-timeout.ts';
import { CACHE_DATABASE } from '../stored-names.ts';
import type { RecordStore } from './record-store.ts';

const OBJECT_STORE = 'records';

/**
 * Records in an IndexedDB database of their own. Once it was deleted, every call fails: it is not made anew.
 *
 * @throws If the browser has no IndexedDB, blocks it, or doesn't answer.
 */
export async function openIndexedDbStore(): Promise<RecordStore> {
  const connection = new DatabaseConnection<unknown>(CACHE_DATABASE, 1, (db) => {
    db.createObjectStore(OBJECT_STORE);
  });
  await withDatabaseTimeout(connection.use('create', async () => undefined));
  const use: UseStore = async (mode, callback) => {
    const done = await connection.use('find', async (db) => {
      const store = unwrap(db).transaction(OBJECT_STORE, mode).objectStore(OBJECT_STORE);
      return { result: await callback(store) };
    });
    if (!done) throw new Error('The database was deleted');
    return done.result;
  };
  return {
    storage: 'indexeddb',
    get: (name) => get<Uint8Array<ArrayBuffer>>(name, use),
    set: (name, bytes) => set(name, bytes, use),
    delete: (names) => delMany([...names], use),
    names: () => keys<string>(use),
    clear: () => clear(use),
    close: () => connection.close(),
    async erase() {
      connection.close();
      await deleteDatabase(CACHE_DATABASE);
    },
  };
}
