import type { IDBPDatabase } from 'idb';
import { RetriedMemoMap } from '../../common/retried-memo.ts';
import { DatabaseConnection, type DatabaseMode } from '../database-connection.ts';
import { StorageError } from '../storage-error.ts';
import { KEYS_DATABASE } from '../stored-names.ts';
import { AES_GCM_KEY, AES_GCM_USAGES } from './aes-gcm.ts';
import type { SealingKeys } from './aes-gcm-sealer.ts';

/** Where the device's keys are kept. */
export interface DeviceKeyStore {
  /** The keys of a scope, e.g. `gallery/staff`; `undefined` if there are none. */
  find(scope: string): Promise<SealingKeys | undefined>;
  /** The keys of a scope, made if there are none. Callers at the same time, in any tab, get the same keys. */
  findOrMake(scope: string): Promise<SealingKeys>;
  /** Forgets the keys of a scope: what they sealed can't be opened any more. */
  remove(scope: string): Promise<void>;
}

/** New keys that no script can read, only use. */
export async function makeDeviceKeys(): Promise<SealingKeys> {
  const [encryption, blinding] = await Promise.all([
    crypto.subtle.generateKey(AES_GCM_KEY, false, AES_GCM_USAGES),
    crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  ]);
  return { encryption, blinding };
}

/** Keys in IndexedDB, in a database of their own. */
export function indexedDbKeyStore(): DeviceKeyStore {
  const find = (scope: string) => withKeys('find', (db) => db.get('keys', scope));
  return {
    find,
    async findOrMake(scope) {
      const found = await find(scope);
      if (found) return found;
      // Made before the transaction: it would end while WebCrypto works.
      const made = await makeDeviceKeys();
      const kept = await withKeys('create', async (db) => {
        const transaction = db.transaction('keys', 'readwrite', { durability: 'strict' });
        const firstMade = await transaction.store.get(scope);
        if (!firstMade) await transaction.store.add(made, scope);
        await transaction.done;
        return firstMade ?? made;
      });
      return kept ?? made;
    },
    async remove(scope) {
      await withKeys('find', (db) => db.delete('keys', scope));
    },
  };
}

/** Keys that go with the page, for a browser without IndexedDB. */
export function memoryKeyStore(): DeviceKeyStore {
  const keys = new RetriedMemoMap<string, SealingKeys>();
  return {
    find: async (scope) => keys.known(scope),
    findOrMake: (scope) => keys.get(scope, makeDeviceKeys),
    async remove(scope) {
      keys.forget(scope);
    },
  };
}

/**
 * Whether this place keeps anything: IndexedDB may be missing or refuse, as in some private windows or if the
 * person blocks site data.
 *
 * @throws {StorageError} `newer-version` if it works and a newer version of the package was here.
 */
export async function indexedDbWorks(): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false;
  try {
    await indexedDbKeyStore().find('');
    return true;
  } catch (error) {
    if (error instanceof StorageError && error.reason === 'newer-version') throw error;
    return false;
  }
}

interface KeysSchema {
  keys: { key: string; value: SealingKeys };
}

/** Opens the database for one action only, so that nothing stands in the way of its deletion. */
async function withKeys<Result>(
  mode: DatabaseMode,
  action: (db: IDBPDatabase<KeysSchema>) => Promise<Result>,
): Promise<Result | undefined> {
  const connection = new DatabaseConnection<KeysSchema>(KEYS_DATABASE, 1, (db) => {
    db.createObjectStore('keys');
  });
  try {
    return await connection.use(mode, action);
  } finally {
    connection.close();
  }
}
