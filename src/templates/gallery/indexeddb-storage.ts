import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { DatabaseConnection } from '../database-connection.ts';
import { galleryDatabase } from '../stored-names.ts';
import type { GalleryHeader, GalleryStorage, GalleryWrite, ManifestRow } from './gallery-storage.ts';
import { type GallerySchema, SCHEMA_VERSION, upgradeSchema } from './schema.ts';

/** A gallery's sealed bytes in a database of IndexedDB, which only a new gallery's header makes. */
export function indexedDbStorage(gallery: string): GalleryStorage {
  const connection = new DatabaseConnection(galleryDatabase(gallery), SCHEMA_VERSION, upgradeSchema);
  const find = <Value>(store: 'state' | 'chunks' | 'pictures', key: string) =>
    connection.use('find', (db) => db.get(store, key) as Promise<Value | undefined>);
  return {
    storage: 'indexeddb',
    header: () => find<GalleryHeader>('state', 'header'),
    async addHeader(header) {
      const stored = await connection.use('create', async (db) => {
        const transaction = db.transaction('state', 'readwrite', { durability: 'strict' });
        const first = (await transaction.store.get('header')) as GalleryHeader | undefined;
        if (!first) await transaction.store.add(header, 'header');
        await transaction.done;
        return first;
      });
      return stored ?? header;
    },
    manifest: () => find<ManifestRow>('state', 'manifest'),
    chunk: (key) => find<Uint8Array<ArrayBuffer>>('chunks', key),
    picture: (key) => find<Uint8Array<ArrayBuffer>>('pictures', key),
    async commit(write) {
      const written = await connection.use('find', (db) => commitAll(db, write));
      return written ?? false;
    },
    close: () => connection.close(),
  };
}

async function commitAll(db: IDBPDatabase<GallerySchema>, write: GalleryWrite): Promise<boolean> {
  const transaction = db.transaction(['state', 'chunks', 'pictures'], 'readwrite', { durability: 'strict' });
  try {
    const isCurrent = await writeAll(transaction, write);
    await transaction.done;
    return isCurrent;
  } catch (error) {
    // What was asked for before the failure would be committed without the rest.
    abort(transaction);
    // If the disk is full only `done` knows the reason.
    throw await transaction.done.then(
      () => error,
      (reason: unknown) => (isAbort(error) ? reason : error),
    );
  }
}

type WriteTransaction = IDBPTransaction<GallerySchema, ('state' | 'chunks' | 'pictures')[], 'readwrite'>;

/** @returns False, having written nothing, if the gallery moved on. */
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
