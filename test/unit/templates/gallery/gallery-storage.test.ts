import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { describe, expect, test, vi } from 'vitest';
import type { GalleryStorage } from '../../../../src/templates/gallery/gallery-storage.ts';
import { indexedDbStorage } from '../../../../src/templates/gallery/indexeddb-storage.ts';
import { memoryStorage } from '../../../../src/templates/gallery/memory-storage.ts';
import { memoryKeyStore } from '../../../../src/templates/protection/device-keys.ts';
import { eraseAll } from '../../../../src/templates/protection/erase-all.ts';
import { galleryDatabase } from '../../../../src/templates/stored-names.ts';
import { pictureOf, templateOf } from '../../../support/gallery.ts';
import { freshName, open } from '../../../support/opened-galleries.ts';
import { PATIENCE_MS } from '../../../support/patience.ts';

/** Every value of a gallery's database, changed in place by the action. */
async function tamper(
  name: string,
  action: (db: Awaited<ReturnType<typeof openDB>>) => Promise<void>,
): Promise<void> {
  const db = await openDB(galleryDatabase(name));
  await action(db);
  db.close();
}

describe('two tabs', () => {
  test('see each other’s enrolments and removals at their next call', async () => {
    const name = freshName();
    const [one, two] = [await open(name), await open(name)];
    await one.enroll('ada', templateOf(1));
    expect((await two.identify(templateOf(1))).results[0]?.id).toBe('ada');
    await two.enroll('bob', templateOf(2));
    await two.remove('ada');
    expect((await one.list()).people.map(({ id }) => id)).toEqual(['bob']);
    expect((await one.info()).change).toBe((await two.info()).change);
  });

  test('that write at the same time lose nothing', async () => {
    const name = freshName();
    const tabs = await Promise.all([open(name), open(name), open(name)]);
    await Promise.all(
      tabs.flatMap((tab, t) =>
        Array.from({ length: 30 }, (_, i) => tab.enroll(`${t}-${i}`, templateOf(100 * t + i))),
      ),
    );
    for (const tab of tabs) expect((await tab.info()).people).toBe(90);
  });

  test('are told of changes, and look at once', async () => {
    const name = freshName();
    const storage = indexedDbStorage(name);
    await open(name, {}, { storage });
    const looking = vi.spyOn(storage, 'chunk');
    await (await open(name)).enroll('ada', templateOf(1));
    await expect.poll(() => looking, { timeout: PATIENCE_MS }).toHaveBeenCalledOnce();
  });

  test('go on with an empty gallery after one of them erased everything', async () => {
    const name = freshName();
    const gallery = await open(name);
    await gallery.enroll('ada', templateOf(1));
    await eraseAll();
    expect((await gallery.info()).people).toBe(0);
    await gallery.enroll('bob', templateOf(2));
    expect((await (await open(name)).info()).people).toBe(1);
  });
});

describe('everything erased before anyone was enrolled', () => {
  test('leaves a gallery that works, in IndexedDB', async () => {
    const name = freshName();
    const gallery = await open(name);
    await eraseAll();
    await gallery.enroll('ada', templateOf(1));
    expect((await (await open(name)).info()).people).toBe(1);
  });

  test('leaves a gallery that works, in memory', async () => {
    const storage = memoryStorage();
    const gallery = await open(freshName(), {}, { storage, deviceKeys: memoryKeyStore() });
    storage.erase();
    await gallery.enroll('ada', templateOf(1));
    expect((await gallery.info()).people).toBe(1);
  });
});

test('what was erased is not made anew by the other tabs that had it open', async () => {
  const name = freshName();
  const tabs = [await open(name), await open(name), await open(name)];
  await tabs[0]?.enroll('ada', templateOf(1));
  await eraseAll();
  // The message of the enrolment may reach a tab only now.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await indexedDB.databases()).toEqual([]);
});

describe('what is stored', () => {
  test('reveals neither ids nor metadata nor templates', async () => {
    const name = freshName();
    const gallery = await open(name);
    await gallery.enroll('grace hopper', pictureOf(1), { metadata: { note: 'a secret' }, keepPicture: true });
    await tamper(name, async (db) => {
      let text = '';
      for (const store of db.objectStoreNames) {
        text += JSON.stringify(await db.getAllKeys(store));
        for (const value of await db.getAll(store)) {
          const parts = value instanceof Uint8Array ? [value] : Object.values(value);
          for (const part of parts) {
            text += part instanceof Uint8Array ? Buffer.from(part).toString('latin1') : JSON.stringify(part);
          }
        }
      }
      expect(text.length).toBeGreaterThan(300);
      for (const secret of ['grace', 'secret', 'face 1', 'TEST']) expect(text).not.toContain(secret);
    });
  });

  test('is written under a fresh nonce each time', async () => {
    const name = freshName();
    const gallery = await open(name);
    for (let i = 0; i < 10; i++) await gallery.enroll('same', templateOf(1));
    await tamper(name, async (db) => {
      const nonces = (await db.getAll('chunks')).map((sealed) =>
        Buffer.from(sealed.slice(1, 13)).toString('hex'),
      );
      expect(new Set(nonces).size).toBe(10);
    });
  });
});

describe('tampering is detected if someone', () => {
  test('alters a byte of a chunk', async () => {
    const name = freshName();
    await (await open(name)).enroll('ada', templateOf(1));
    await tamper(name, async (db) => {
      const [key] = await db.getAllKeys('chunks');
      const chunk = await db.get('chunks', key as IDBValidKey);
      chunk[40] ^= 1;
      await db.put('chunks', chunk, key);
    });
    await expect(open(name)).rejects.toMatchObject({ name: 'StorageError', reason: 'tampered' });
  });

  test('swaps two chunks', async () => {
    const name = freshName();
    const gallery = await open(name);
    await gallery.enroll('ada', templateOf(1));
    await gallery.enroll('eve', templateOf(2));
    await tamper(name, async (db) => {
      const [one, two] = (await db.getAllKeys('chunks')) as [IDBValidKey, IDBValidKey];
      const [first, second] = [await db.get('chunks', one), await db.get('chunks', two)];
      await db.put('chunks', second, one);
      await db.put('chunks', first, two);
    });
    await expect(open(name)).rejects.toMatchObject({ reason: 'tampered' });
  });

  test('takes a chunk away', async () => {
    const name = freshName();
    const gallery = await open(name);
    await gallery.enroll('ada', templateOf(1));
    await gallery.enroll('bob', templateOf(2));
    await tamper(name, async (db) => {
      const [key] = await db.getAllKeys('chunks');
      await db.delete('chunks', key as IDBValidKey);
    });
    await expect(open(name)).rejects.toMatchObject({ reason: 'tampered' });
  });

  test('brings a chunk of another gallery', async () => {
    const [mine, theirs] = [freshName(), freshName()];
    await (await open(mine)).enroll('ada', templateOf(1));
    await (await open(theirs)).enroll('eve', templateOf(2));
    let foreign: Uint8Array | undefined;
    await tamper(theirs, async (db) => {
      [foreign] = await db.getAll('chunks');
    });
    await tamper(mine, async (db) => {
      const [key] = await db.getAllKeys('chunks');
      await db.put('chunks', foreign, key);
    });
    await expect(open(mine)).rejects.toMatchObject({ reason: 'tampered' });
  });

  test('alters the manifest', async () => {
    const name = freshName();
    await (await open(name)).enroll('ada', templateOf(1));
    await tamper(name, async (db) => {
      const row = await db.get('state', 'manifest');
      await db.put('state', { ...row, change: row.change + 1 }, 'manifest');
    });
    await expect(open(name)).rejects.toMatchObject({ reason: 'tampered' });
  });

  test('swaps two people’s pictures', async () => {
    const name = freshName();
    const gallery = await open(name);
    await gallery.enroll('ada', pictureOf(1), { keepPicture: true });
    await gallery.enroll('eve', pictureOf(2), { keepPicture: true });
    await tamper(name, async (db) => {
      const [one, two] = (await db.getAllKeys('pictures')) as [IDBValidKey, IDBValidKey];
      await db.put('pictures', await db.get('pictures', two), one);
      await db.put('pictures', await db.get('pictures', one), two);
    });
    const outcomes = await Promise.allSettled([gallery.picture('ada'), gallery.picture('eve')]);
    expect(outcomes.map((outcome) => outcome.status)).toContain('rejected');
  });
});

describe('protection', () => {
  const aesKey = () =>
    crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

  test('by passphrase opens with it, in any Unicode spelling, and with no other', async () => {
    const name = freshName();
    const gallery = await open(name, { protection: { passphrase: 'caf\u00e9 au lait' } });
    await gallery.enroll('ada', templateOf(1));
    await gallery.close();
    const again = await open(name, { protection: { passphrase: 'cafe\u0301 au lait' } });
    expect(await again.info()).toMatchObject({ people: 1, protection: 'passphrase' });
    await expect(open(name, { protection: { passphrase: 'tea' } })).rejects.toMatchObject({
      reason: 'wrong-key',
    });
    await expect(open(name)).rejects.toMatchObject({ reason: 'wrong-key' });
  });

  test('by a key of the app opens with it and with no other', async () => {
    const name = freshName();
    const key = await aesKey();
    await (await open(name, { protection: { key } })).enroll('ada', templateOf(1));
    expect((await (await open(name, { protection: { key } })).info()).people).toBe(1);
    await expect(open(name, { protection: { key: await aesKey() } })).rejects.toMatchObject({
      reason: 'wrong-key',
    });
  });

  test('by the device refuses once the device’s key is gone', async () => {
    const name = freshName();
    await (await open(name)).enroll('ada', templateOf(1));
    await expect(open(name, {}, { deviceKeys: memoryKeyStore() })).rejects.toMatchObject({
      reason: 'wrong-key',
    });
  });

  test.each([
    ['an empty passphrase', { passphrase: '' }],
    ['a key that is none', { key: {} as CryptoKey }],
  ])('refuses %s', async (_, protection) => {
    await expect(open(freshName(), { protection })).rejects.toThrow(TypeError);
  });
});

describe('an upgrade of the schema', () => {
  test('from version 1 to 2 keeps everyone', async () => {
    const name = freshName();
    const gallery = await open(name);
    await gallery.enroll('ada', templateOf(1), { metadata: { name: 'Ada' } });
    await gallery.close();
    await toVersionOne(name);
    const upgraded = await open(name);
    expect(await upgraded.get('ada')).toMatchObject({ metadata: { name: 'Ada' } });
    await upgraded.enroll('bob', pictureOf(2), { keepPicture: true });
    expect(await (await upgraded.picture('bob'))?.text()).toBe('face 2');
  });

  test('made by a newer package is named', async () => {
    const name = freshName();
    (await openDB(galleryDatabase(name), 99)).close();
    await expect(open(name)).rejects.toMatchObject({ reason: 'newer-version' });
  });

  /** Makes a database what version 1 would have made of it: without pictures. */
  async function toVersionOne(gallery: string): Promise<void> {
    const stores = ['chunks', 'state'];
    const values = new Map<string, [IDBValidKey, unknown][]>();
    await tamper(gallery, async (db) => {
      for (const store of stores) {
        const [keys, all] = [await db.getAllKeys(store), await db.getAll(store)];
        values.set(
          store,
          keys.map((key, i) => [key, all[i]]),
        );
      }
    });
    await deleteDB(galleryDatabase(gallery));
    const old = await openDB(galleryDatabase(gallery), 1, {
      upgrade(db) {
        for (const store of stores) db.createObjectStore(store);
      },
    });
    for (const [store, entries] of values) {
      for (const [key, value] of entries) await old.put(store, value, key);
    }
    old.close();
  }
});

describe('a full quota', () => {
  test('is a clear error, loses nothing, and passes when there is space again', async () => {
    const name = freshName();
    let isFull = false;
    const real = indexedDbStorage(name);
    const storage: GalleryStorage = {
      ...real,
      commit: (write) => real.commit(isFull ? { ...write, putChunks: fullDisk(write.putChunks) } : write),
    };
    const gallery = await open(name, {}, { storage });
    await gallery.enroll('ada', templateOf(1));
    isFull = true;
    await expect(gallery.enroll('bob', templateOf(2))).rejects.toMatchObject({ reason: 'quota' });
    expect((await gallery.list()).people.map(({ id }) => id)).toEqual(['ada']);
    expect((await (await open(name)).info()).people).toBe(1);
    isFull = false;
    await gallery.enroll('bob', templateOf(2));
    expect((await gallery.info()).people).toBe(2);
  });

  /** Fails in the middle of the transaction, as IndexedDB does if the disk is full. */
  function fullDisk(chunks: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) {
    return {
      *[Symbol.iterator]() {
        yield* chunks;
        throw new DOMException('full', 'QuotaExceededError');
      },
    } as unknown as ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  }
});

test('without IndexedDB everything works as long as the page lives', async () => {
  const gallery = await open(freshName(), {}, { storage: memoryStorage(), deviceKeys: memoryKeyStore() });
  await gallery.enroll('ada', pictureOf(1), { keepPicture: true });
  await gallery.enroll('bob', templateOf(2));
  await gallery.remove('bob');
  expect(await gallery.info()).toMatchObject({ storage: 'memory', people: 1 });
  expect((await gallery.identify(pictureOf(1))).results[0]?.id).toBe('ada');
});

test('erasing everything leaves no database behind', async () => {
  const gallery = await open(freshName());
  await gallery.enroll('ada', templateOf(1));
  expect((await indexedDB.databases()).length).toBeGreaterThanOrEqual(2);
  await eraseAll();
  expect(await indexedDB.databases()).toEqual([]);
});
