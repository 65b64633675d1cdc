import { isDenied } from '../../common/is-denied.ts';
import { deleteDatabase } from '../database-connection.ts';
import { whileNothingIsMade } from '../erasing.ts';
import { StorageError } from '../storage-error.ts';
import { CACHE_DATABASE, KEYS_DATABASE, STORED_NAME_PREFIX } from '../stored-names.ts';
import { indexedDbWorks } from './device-keys.ts';

/**
 * Deletes everything the package stores for this origin: databases, caches, keys. The keys go first: whatever
 * may be left when the page dies in the middle can't be read any more.
 *
 * @throws {StorageError} `blocked` if another tab does not let go of a database, or the browser does not say which there are.
 */
export function eraseAll(): Promise<void> {
  return whileNothingIsMade(erase);
}

async function erase(): Promise<void> {
  const hasDatabases = await indexedDbWorks();
  if (hasDatabases) await deleteDatabase(KEYS_DATABASE);
  await eraseCaches();
  if (!hasDatabases) return;
  await deleteDatabase(CACHE_DATABASE);
  const galleries = (await databaseNames()).filter(isOurs);
  await Promise.all(galleries.map(deleteDatabase));
}

async function eraseCaches(): Promise<void> {
  const names = (await cacheNames()).filter(isOurs);
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function cacheNames(): Promise<string[]> {
  try {
    return (await globalThis.caches?.keys()) ?? [];
  } catch (error) {
    if (isDenied(error)) return [];
    throw error;
  }
}

/** @throws {StorageError} `blocked` in Firefox up to version 125. */
async function databaseNames(): Promise<string[]> {
  const factory: { databases?: IDBFactory['databases'] } = indexedDB;
  const found = await factory.databases?.();
  if (found) return found.flatMap(({ name }) => name ?? []);
  throw new StorageError(
    'blocked',
    'This browser does not say which galleries there are: those sealed by a passphrase or key are left. Keys, caches and models are erased.',
  );
}

const isOurs = (name: string): boolean => name.startsWith(STORED_NAME_PREFIX);
