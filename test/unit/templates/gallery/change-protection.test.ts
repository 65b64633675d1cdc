import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import type { Protection } from '../../../../src/templates/gallery/face-gallery.ts';
import type { Gallery } from '../../../../src/templates/gallery/gallery.ts';
import type { GalleryRows, GalleryStorage } from '../../../../src/templates/gallery/gallery-storage.ts';
import { indexedDbStorage } from '../../../../src/templates/gallery/indexeddb-storage.ts';
import { memoryStorage } from '../../../../src/templates/gallery/memory-storage.ts';
import { encryptAesGcm } from '../../../../src/templates/protection/aes-gcm.ts';
import { aesGcmSealer } from '../../../../src/templates/protection/aes-gcm-sealer.ts';
import { indexedDbKeyStore, memoryKeyStore } from '../../../../src/templates/protection/device-keys.ts';
import { eraseAll } from '../../../../src/templates/protection/erase-all.ts';
import { passphraseKey } from '../../../../src/templates/protection/passphrase.ts';
import { type Lock, unlock } from '../../../../src/templates/protection/protection.ts';
import { StorageError } from '../../../../src/templates/storage-error.ts';
import { galleryDatabase } from '../../../../src/templates/stored-names.ts';
import { pictureOf, templateOf } from '../../../support/gallery.ts';
import { freshName, open } from '../../../support/opened-galleries.ts';

const TEA: Protection = { passphrase: 'tea' };
const COFFEE: Protection = { passphrase: 'coffee' };
const KEY: Protection = {
  key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
};
const wrongKey = { name: 'StorageError', reason: 'wrong-key' };

/** Ada with a picture and metadata, Bob with a template. */
async function filled(name: string, protection: Protection, over = {}): Promise<Gallery<Blob>> {
  const gallery = await open(name, { protection, unlinkable: true }, over);
  await gallery.enroll('ada', pictureOf(1), { keepPicture: true, metadata: { name: 'Ada' } });
  await gallery.enroll('bob', templateOf(2));
  return gallery;
}

async function expectEveryone(gallery: Gallery<Blob>): Promise<void> {
  expect((await gallery.identify(templateOf(1))).results[0]).toMatchObject({
    id: 'ada',
    metadata: { name: 'Ada' },
  });
  expect((await gallery.verify('bob', templateOf(2))).score).toBeCloseTo(1, 5);
  expect(await (await gallery.picture('ada'))?.text()).toBe('face 1');
  expect(await gallery.info()).toMatchObject({ people: 2, templates: 2 });
}

async function rowsOf(name: string): Promise<{ state: number; chunks: number; pictures: number }> {
  const db = await openDB(galleryDatabase(name));
  const [state, chunks, pictures] = [
    await db.count('state'),
    await db.count('chunks'),
    await db.count('pictures'),
  ];
  db.close();
  return { state, chunks, pictures };
}

/** A storage that fails after it has staged so many rows. */
function failingAfter(name: string, rows: number, failure: () => Error): GalleryStorage {
  const real = indexedDbStorage(name);
  let left = rows;
  const stage = async (staged: GalleryRows) => {
    if (left-- === 0) throw failure();
    await real.stage(staged);
  };
  return { ...real, stage };
}

describe('a gallery whose protection is changed', () => {
  test.each<[string, Protection, Protection]>([
    ['from the device to a passphrase', 'device', TEA],
    ['from a passphrase to the device', TEA, 'device'],
    ['from a passphrase to another', TEA, COFFEE],
    ['from a passphrase to a key', TEA, KEY],
    ['from a key to the device', KEY, 'device'],
    ['from the device to new keys of it', 'device', 'device'],
  ])('%s opens with the new one alone, and has everyone', async (_what, from, to) => {
    const name = freshName();
    const gallery = await filled(name, from);
    await gallery.changeProtection(to);
    await expectEveryone(gallery);
    await gallery.close();
    if (from !== to) await expect(open(name, { protection: from })).rejects.toMatchObject(wrongKey);
    const again = await open(name, { protection: to });
    await expectEveryone(again);
    await again.enroll('cem', pictureOf(3), { keepPicture: true });
    await again.remove('ada');
    expect(await (await again.picture('cem'))?.text()).toBe('face 3');
    expect(await rowsOf(name)).toEqual({ state: 2, chunks: 2, pictures: 1 });
  });

  test('there and back again', async () => {
    const name = freshName();
    const gallery = await filled(name, 'device');
    for (const to of [TEA, 'device', COFFEE, 'device'] as const) await gallery.changeProtection(to);
    await expectEveryone(await open(name));
  });

  test('is another one to tabs that have it open', async () => {
    const name = freshName();
    const [one, two] = [await filled(name, 'device'), await open(name)];
    await one.changeProtection(TEA);
    await expect(two.info()).rejects.toMatchObject(wrongKey);
    await expect(two.enroll('cem', templateOf(3))).rejects.toMatchObject(wrongKey);
  });

  test('keeps what another tab enrolls meanwhile', async () => {
    const name = freshName();
    const [one, two] = [await filled(name, 'device'), await open(name)];
    const [, enrolled] = await Promise.allSettled([
      one.changeProtection(TEA),
      two.enroll('cem', templateOf(3)),
    ]);
    const there = await (await open(name, { protection: TEA })).get('cem');
    expect(there !== undefined).toBe(enrolled.status === 'fulfilled');
  });

  test('leaves no key of the device behind', async () => {
    const name = freshName();
    await (await filled(name, 'device')).changeProtection(TEA);
    expect(await indexedDbKeyStore().find(galleryDatabase(name))).toBeUndefined();
  });

  test('knows the templates of a file it was exported to before', async () => {
    const gallery = await filled(freshName(), 'device');
    const file = await gallery.export();
    await gallery.changeProtection(TEA);
    expect(await gallery.import(file)).toMatchObject({ added: 0, skipped: 2 });
  });

  test('can be reissued, and is erased as any other', async () => {
    const name = freshName();
    const gallery = await filled(name, 'device');
    await gallery.changeProtection(TEA);
    await gallery.reissue();
    await expectEveryone(await open(name, { protection: TEA }));
    await eraseAll();
    expect((await gallery.info()).people).toBe(0);
  });

  test('tells its progress', async () => {
    const gallery = await filled(freshName(), 'device');
    const told: number[] = [];
    await gallery.changeProtection(TEA, { onProgress: ({ done, total }) => told.push(done / total) });
    expect(told.at(-1)).toBe(1);
  });

  test('works in memory', async () => {
    const over = { storage: memoryStorage(), deviceKeys: memoryKeyStore() };
    const gallery = await filled('in memory', 'device', over);
    await gallery.changeProtection(TEA);
    await gallery.changeProtection('device');
    await expectEveryone(gallery);
  });
});

describe('a change of protection that does not come to its end', () => {
  const killed = () => new Error('killed');

  test('leaves the gallery to the old one, and goes on where it was', async () => {
    const name = freshName();
    const gallery = await filled(name, 'device', { storage: failingAfter(name, 1, killed) });
    await expect(gallery.changeProtection(TEA)).rejects.toThrow('killed');
    const again = await open(name);
    await expectEveryone(again);
    const before = await rowsOf(name);
    expect(before).toEqual({ state: 3, chunks: 3, pictures: 1 });

    const staged: string[] = [];
    const real = indexedDbStorage(name);
    const stage = (rows: GalleryRows) => {
      staged.push(...rows.chunks.keys(), ...rows.pictures.keys());
      return real.stage(rows);
    };
    const resumed = await open(name, {}, { storage: { ...real, stage } });
    await resumed.changeProtection(TEA);
    // The other chunk, and the picture.
    expect(staged).toHaveLength(2);
    await expectEveryone(await open(name, { protection: TEA }));
    expect(await rowsOf(name)).toEqual({ state: 2, chunks: 2, pictures: 1 });
  });

  test('may lead elsewhere the next time, and leaves nothing', async () => {
    const name = freshName();
    const gallery = await filled(name, 'device', { storage: failingAfter(name, 1, killed) });
    await expect(gallery.changeProtection(TEA)).rejects.toThrow('killed');
    const again = await open(name);
    await again.changeProtection(COFFEE);
    await expect(open(name, { protection: TEA })).rejects.toMatchObject(wrongKey);
    await expectEveryone(await open(name, { protection: COFFEE }));
    expect(await rowsOf(name)).toEqual({ state: 2, chunks: 2, pictures: 1 });
  });

  test('for want of room leaves what was there, and no more', async () => {
    const name = freshName();
    const full = () => new StorageError('quota', 'There is no room.');
    const gallery = await filled(name, 'device', { storage: failingAfter(name, 1, full) });
    const before = await rowsOf(name);
    await expect(gallery.changeProtection(TEA)).rejects.toMatchObject({ reason: 'quota' });
    expect(await rowsOf(name)).toEqual(before);
    await expectEveryone(gallery);
  });

  test('as its signal is aborted leaves the gallery to the old one', async () => {
    const name = freshName();
    const gallery = await filled(name, 'device');
    const abort = new AbortController();
    const onProgress = () => abort.abort(new Error('enough'));
    await expect(gallery.changeProtection(TEA, { signal: abort.signal, onProgress })).rejects.toThrow(
      'enough',
    );
    await expectEveryone(await open(name));
  });

  test('never follows a lock that someone else has planted', async () => {
    const [name, other] = [freshName(), freshName()];
    const planting = await filled(other, 'device', { storage: failingAfter(other, 1, killed) });
    await expect(planting.changeProtection(TEA)).rejects.toThrow('killed');
    const planted = await indexedDbStorage(other).nextLock();
    const gallery = await filled(name, 'device');
    if (planted) await indexedDbStorage(name).setNextLock(planted);
    await gallery.changeProtection(TEA);
    expect((await indexedDbStorage(name).header())?.generation).not.toBe(planted?.generation);
    await expectEveryone(await open(name, { protection: TEA }));
  });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a word', 'passphrase'],
  ['an empty passphrase', { passphrase: '' }],
  ['no key', { key: undefined }],
])('%s is no protection to change to', async (_what, to) => {
  const gallery = await filled(freshName(), 'device');
  await expect(gallery.changeProtection(to as Protection)).rejects.toThrow(TypeError);
  await expectEveryone(gallery);
});

test('the same passphrase again raises the rounds of its derivation to today’s', async () => {
  const name = freshName();
  const { lock, header } = await madeLongAgo(name);
  await indexedDbStorage(name).addHeader(header);
  const gallery = await open(name, { protection: TEA });
  await gallery.enroll('ada', templateOf(1));
  await gallery.changeProtection(TEA);
  const now = (await indexedDbStorage(name).header())?.lock;
  expect(lock.kind === 'passphrase' && lock.parameters.iterations).toBe(1000);
  expect(now?.kind === 'passphrase' && now.parameters.iterations).toBe(600_000);
  expect((await (await open(name, { protection: TEA })).info()).people).toBe(1);
});

/** A gallery whose passphrase went through fewer rounds than it does today. */
async function madeLongAgo(name: string) {
  const scope = galleryDatabase(name);
  const salt = new Uint8Array(16).fill(7);
  const parameters = { kdf: 'PBKDF2-SHA-256', iterations: 1000, salt } as const;
  const key = await passphraseKey('tea', parameters);
  const wrapped = await encryptAesGcm(key, new Uint8Array(32).fill(3), `wrapped secret of ${scope}`);
  const lock: Lock = { kind: 'passphrase', parameters, wrapped };
  const sealer = aesGcmSealer(await unlock(lock, TEA, scope, memoryKeyStore()));
  const check = await sealer.seal(new TextEncoder().encode('inpage-face gallery'), `${scope}/old/check`);
  return { lock, header: { gallery: 'old', epoch: 0, lock, check } };
}
