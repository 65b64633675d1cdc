import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { Gallery } from '../../../../src/templates/gallery/gallery.ts';
import { MODEL, OTHER_MODEL, pictureOf, templateOf } from '../../../support/gallery.ts';
import { freshName, open } from '../../../support/opened-galleries.ts';

async function filled(): Promise<Gallery<Blob>> {
  const gallery = await open(freshName());
  await gallery.enroll('ada', pictureOf(1), {
    metadata: { name: 'Ada \ud800', constructor: 'Byron' },
    keepPicture: true,
  });
  await gallery.enroll('ada', templateOf(2));
  await gallery.enroll('bob', templateOf(3));
  return gallery;
}

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

describe.each([undefined, 'correct horse'])('a file with the passphrase %s', (passphrase) => {
  const options = passphrase === undefined ? {} : { passphrase };

  test('brings everyone back, with metadata and pictures', async () => {
    const source = await filled();
    const file = await source.export(options);
    const target = await open(freshName());
    expect(await target.import(file, options)).toEqual({ added: 3, skipped: 0, refused: 0 });
    expect(await target.list()).toEqual(await source.list());
    expect(await (await target.picture('ada'))?.text()).toBe('face 1');
    expect((await target.identify(pictureOf(3))).results[0]?.id).toBe('bob');
  });

  test('altered in any byte is refused, and nothing is imported', async () => {
    const file = await bytesOf(await (await filled()).export(options));
    const target = await open(freshName());
    for (let offset = 0; offset < file.length; offset += 37) {
      const altered = file.slice();
      altered[offset] = (altered[offset] ?? 0) ^ 0x10;
      await expect(target.import(altered, options)).rejects.toMatchObject({ name: 'StorageError' });
    }
    expect((await target.info()).people).toBe(0);
  });

  test('cut off anywhere is refused', async () => {
    const file = await bytesOf(await (await filled()).export(options));
    const target = await open(freshName());
    for (let length = 0; length < file.length; length += 53) {
      await expect(target.import(file.slice(0, length), options)).rejects.toMatchObject({
        reason: 'tampered',
      });
    }
  });
});

test('importing twice adds nothing the second time', async () => {
  const file = await (await filled()).export();
  const target = await open(freshName());
  await target.import(file);
  expect(await target.import(file)).toEqual({ added: 0, skipped: 3, refused: 0 });
});

test('importing with replace leaves only who is in the file', async () => {
  const source = await filled();
  const file = await source.export();
  await source.enroll('eve', templateOf(9));
  await source.remove('bob');
  expect(await source.import(file, { replace: true })).toEqual({ added: 1, skipped: 2, refused: 0 });
  expect((await source.list()).people.map(({ id }) => id)).toEqual(['ada', 'bob']);
});

test('a file exported without pictures has none', async () => {
  const target = await open(freshName());
  await target.import(await (await filled()).export({ pictures: false }));
  expect(await target.picture('ada')).toBeUndefined();
  expect((await target.get('ada'))?.templates[0]?.hasPicture).toBe(false);
});

test('an encrypted file shows nothing of its content', async () => {
  const file = await bytesOf(await (await filled()).export({ passphrase: 'correct horse' }));
  const text = Buffer.from(file).toString('latin1');
  for (const secret of ['ada', 'bob', 'Ada', 'face 1', 'TEST']) expect(text).not.toContain(secret);
});

test('a wrong or a missing passphrase is named', async () => {
  const file = await (await filled()).export({ passphrase: 'correct horse' });
  const target = await open(freshName());
  await expect(target.import(file)).rejects.toMatchObject({ reason: 'wrong-key' });
  await expect(target.import(file, { passphrase: 'battery' })).rejects.toMatchObject({ reason: 'wrong-key' });
});

test('a file of a newer version is named', async () => {
  const file = await bytesOf(await (await filled()).export());
  file[10] = 2;
  await expect((await open(freshName())).import(file)).rejects.toMatchObject({ reason: 'newer-version' });
});

test('a file of another model pack waits for its migration', async () => {
  const old = await open(freshName(), {}, { fingerprint: OTHER_MODEL });
  await old.enroll('ada', pictureOf(1), { keepPicture: true });
  const gallery = await open(freshName(), {}, { fingerprint: MODEL });
  await gallery.import(await old.export());
  expect(await gallery.identify(pictureOf(1))).toEqual({ results: [], notCompared: 1 });
  expect((await gallery.migrate()).migrated).toBe(1);
});
