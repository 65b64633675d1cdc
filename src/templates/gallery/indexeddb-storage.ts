import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { DatabaseConnection } from '../database-connection.ts';
import { galleryDatabase } from '../stored-names.ts';
import type {
  GalleryHeader,
  GalleryRows,
  GalleryStorage,
  GalleryWrite,
  ManifestRow,
  NextLock,
  RowKeys,
} from './gallery-storage.ts';
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
      const written = await connection.use('find', (db) =>
        inOneTransaction(db, (transaction) => writeAll(transaction, write)),
      );
      return written ?? false;
    },
    nextLock: () => find<NextLock>('state', 'next-lock'),
    async setNextLock(next) {
      await connection.use('find', (db) => db.put('state', next, 'next-lock'));
    },
    async abandonNextLock() {
      await connection.use('find', (db) => inOneTransaction(db, abandon));
    },
    async rowKeys() {
      const keys = await connection.use('find', async (db) => ({
        chunks: await db.getAllKeys('chunks'),
        pictures: await db.getAllKeys('pictures'),
      }));
      return keys ?? { chunks: [], pictures: [] };
    },
    async stage(rows) {
      await connection.use('find', (db) =>
        inOneTransaction(db, async (transaction) => putAll(transaction, rows)),
      );
    },
    close: () => connection.close(),
  };
}

/** Does all of an action, durably, or nothing of it. */
async function inOneTransaction<Result>(
  db: IDBPDatabase<GallerySchema>,
  action: (transaction: WriteTransaction) => Promise<Result>,
): Promise<Result> {
  const transaction = db.transaction(['state', 'chunks', 'pictures'], 'readwrite', { durability: 'strict' });
  try {
    const result = await action(transaction);
    await transaction.done;
    return result;
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
  let { deleteChunks, deletePictures } = write;
  if (write.moveTo) {
    const others = await othersThan(write.moveTo, transaction);
    if (!others) return false;
    ({ chunks: deleteChunks, pictures: deletePictures } = others);
  }
  await all((request) => {
    request(state.put(write.manifest, 'manifest'));
    if (write.header) request(state.put(write.header, 'header'));
    if (write.moveTo) request(state.delete('next-lock'));
    for (const key of deleteChunks) request(chunks.delete(key));
    for (const key of deletePictures) request(pictures.delete(key));
  });
  await putAll(transaction, { chunks: write.putChunks, pictures: write.putPictures });
  return true;
}

async function putAll(transaction: WriteTransaction, rows: GalleryRows): Promise<void> {
  const chunks = transaction.objectStore('chunks');
  const pictures = transaction.objectStore('pictures');
  await all((request) => {
    for (const [key, bytes] of rows.chunks) request(chunks.put(bytes, key));
    for (const [key, bytes] of rows.pictures) request(pictures.put(bytes, key));
  });
}

async function abandon(transaction: WriteTransaction): Promise<void> {
  const state = transaction.objectStore('state');
  const next = (await state.get('next-lock')) as NextLock | undefined;
  if (!next) return;
  const staged = IDBKeyRange.bound(`${next.generation}/`, `${next.generation}/\uffff`);
  await all((request) => {
    request(state.delete('next-lock'));
    for (const rows of ['chunks', 'pictures'] as const) request(transaction.objectStore(rows).delete(staged));
  });
}

/** The keys of all rows but these; `undefined` if one of these is missing. */
async function othersThan(rows: RowKeys, transaction: WriteTransaction): Promise<RowKeys | undefined> {
  const others = { chunks: [] as string[], pictures: [] as string[] };
  for (const store of ['chunks', 'pictures'] as const) {
    const missing = new Set(rows[store]);
    for (const key of await transaction.objectStore(store).getAllKeys()) {
      if (!missing.delete(key)) others[store].push(key);
    }
    if (missing.size > 0) return undefined;
  }
  return others;
}

/** Waits for requests that are made at once. */
async function all(make: (request: (promise: Promise<unknown>) => void) => void): Promise<void> {
  const requests: Promise<unknown>[] = [];
  make((promise) => {
    // Failures surface together below; none may go unhandled if one of the calls here throws.
    promise.catch(() => {});
    requests.push(promise);
  });
  await Promise.all(requests);
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

function abort(transaction: WriteTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has aborted by itself.
  }
}
