import 'fake-indexeddb/auto';
import { expect, onTestFinished, test } from 'vitest';
import { indexedDbKeyStore } from '../../../../src/templates/protection/device-keys.ts';
import { eraseAll } from '../../../../src/templates/protection/erase-all.ts';
import { CACHE_DATABASE, galleryDatabase, KEYS_DATABASE } from '../../../../src/templates/stored-names.ts';

const GALLERY = galleryDatabase('staff');

async function fill(): Promise<void> {
  await indexedDbKeyStore().findOrMake('cache');
  for (const name of [CACHE_DATABASE, GALLERY, 'of the app']) {
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
  }
}

const left = async () => (await indexedDB.databases()).map(({ name }) => name).sort();

test('everything of the package goes, and nothing of the app', async () => {
  await fill();
  expect(await left()).toEqual([CACHE_DATABASE, GALLERY, KEYS_DATABASE, 'of the app'].sort());
  await eraseAll();
  expect(await left()).toEqual(['of the app']);
});

test('a browser that does not say which databases there are is an error, once what is known has gone', async () => {
  await fill();
  const { databases } = indexedDB;
  Object.assign(indexedDB, { databases: undefined });
  onTestFinished(eraseAll);
  onTestFinished(() => void Object.assign(indexedDB, { databases }));
  await expect(eraseAll()).rejects.toMatchObject({ name: 'StorageError', reason: 'blocked' });
  Object.assign(indexedDB, { databases });
  expect(await left()).toEqual([GALLERY, 'of the app']);
});
