import { deleteDatabase } from '../database-connection.ts';
import { whileNothingIsMade } from '../erasing.ts';
import { KEYS_DATABASE, STORED_NAME_PREFIX } from '../stored-names.ts';
import { indexedDbWorks } from './device-keys.ts';

/**
 * Deletes everything the package stores for this origin: databases, caches, keys. The keys go first: whatever
 * may be left when the page dies in the middle can't be read any more.
 *
 * @throws {StorageError} `blocked` if another tab does not let go of a database.
 */
export function eraseAll(): Promise<void> {
  return whileNothingIsMade(erase);
}

async function erase(): Promise<void> {
  if (await indexedDbWorks()) {
    await deleteDatabase(KEYS_DATABASE);
    const found = (await indexedDB.databases()).flatMap(({ name }) => (name && isOurs(name) ? [name] : []));
    await Promise.all(found.map(deleteDatabase));
  }
  if (typeof caches !== 'undefined') {
    const names = (await caches.keys()).filter(isOurs);
    await Promise.all(names.map((name) => caches.delete(name)));
  }
}

const isOurs = (name: string): boolean => name.startsWith(STORED_NAME_PREFIX);
