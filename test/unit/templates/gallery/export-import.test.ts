import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { encodeChunk } from '../../../../src/templates/gallery/chunk-codec.ts';
import { FRAME } from '../../../../src/templates/gallery/export-format.ts';
import type { Gallery } from '../../../../src/templates/gallery/gallery.ts';
import type { TemplateRecord } from '../../../../src/templates/gallery/records.ts';
import { startExportFile } from '../../../../src/templates/gallery/start-export-file.ts';
import {
  MODEL,
  OTHER_MODEL,
  pictureOf,
  templateOf,
  testTemplate,
  vectorOf,
} from '../../../support/gallery.ts';
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

type Picture = [key: string, content: string];

/** A file of these records, whatever is wrong with them. */
async function handMade(records: TemplateRecord[], pictures: Picture[] = []): Promise<Blob> {
  const header = {
    createdAt: '',
    templates: records.length,
    frames: 1 + pictures.length,
    encryption: null,
  };
  const file = await startExportFile(header, undefined);
  await file.add(FRAME.records, encodeChunk(records));
  for (const picture of pictures) await file.add(FRAME.picture, new TextEncoder().encode(picture.join('')));
  return file.finish();
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

describe('a file that whoever wrote it made by hand', () => {
  const template = templateOf(1);
  const record = { key: '0'.repeat(32), id: 'ada', enrolledAt: 1_000, template };
  const nextYear = Date.now() + 365 * 24 * 60 * 60 * 1000;

  test('is imported if an enrolment could have made it', async () => {
    const gallery = await open(freshName());
    expect(await gallery.import(await handMade([record]))).toEqual({ added: 1, skipped: 0, refused: 0 });
    expect((await gallery.get('ada'))?.templates[0]?.enrolledAt).toEqual(new Date(1_000));
  });

  test.each<[string, object[], Picture[]?]>([
    ['a time that no date holds', [{ ...record, enrolledAt: 1e300 }]],
    ['a time in the future', [{ ...record, enrolledAt: nextYear }]],
    ['a time before 1970', [{ ...record, enrolledAt: -1 }]],
    ['a part of a millisecond', [{ ...record, enrolledAt: 1.5 }]],
    ['an id too long', [{ ...record, id: 'a'.repeat(1025) }]],
    ['an empty id', [{ ...record, id: '' }]],
    ['metadata too long', [{ ...record, metadata: { note: 'a'.repeat(65_536) } }]],
    ['metadata that are a list', [{ ...record, metadata: [] }]],
    ['two records of one key', [record, { ...record, id: 'bob' }]],
    ['a template of another dimension', [{ ...record, template: testTemplate(vectorOf(1, 8)) }]],
    ['a template that is not sound', [{ ...record, template: template.slice(0, -1) }]],
    [
      'a picture declared as a page',
      [{ ...record, picture: 'text/html; charset=utf-8' }],
      [[record.key, 'x']],
    ],
    ['a picture declared as SVG', [{ ...record, picture: 'image/svg+xml' }], [[record.key, 'x']]],
    ['a picture of no type a Blob has', [{ ...record, picture: 'IMAGE/\u0001' }], [[record.key, 'x']]],
    ['a picture that no record has', [record], [['1'.repeat(32), 'x']]],
    ['a picture of a record that says it has none', [record], [[record.key, 'x']]],
    [
      'two pictures of one record',
      [{ ...record, picture: 'image/png' }],
      [
        [record.key, 'x'],
        [record.key, 'y'],
      ],
    ],
  ])('%s is tampered, and nothing is imported', async (_what, records, pictures = []) => {
    const good = { ...record, key: 'f'.repeat(32), id: 'good' };
    const file = await handMade([good, ...records] as TemplateRecord[], pictures);
    for (const options of [{}, { unlinkable: true }]) {
      const gallery = await open(freshName(), options);
      await gallery.enroll('eve', templateOf(9));
      const refused = { name: 'StorageError', reason: 'tampered' };
      await expect(gallery.import(file, { replace: true })).rejects.toMatchObject(refused);
      await expect(gallery.import(file)).rejects.toMatchObject(refused);
      expect((await gallery.list()).people.map(({ id }) => id)).toEqual(['eve']);
    }
  });
});

test('enrolling is held to the same', async () => {
  const gallery = await open(freshName());
  const page = new Blob(['face 1'], { type: 'text/html' });
  await expect(gallery.enroll('ada', page, { keepPicture: true })).rejects.toThrow(TypeError);
  const deep = JSON.parse(`${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`);
  await expect(gallery.enroll('ada', templateOf(1), { metadata: deep })).rejects.toThrow(TypeError);
  const wrong = testTemplate(vectorOf(1, 8));
  await expect(gallery.enroll('ada', wrong)).rejects.toMatchObject({ code: 'BPE-002004' });
  await expect(gallery.enrollAll([{ id: 'ada', source: wrong }])).rejects.toMatchObject({
    code: 'BPE-002004',
  });
  expect((await gallery.info()).people).toBe(0);
});

test('a file of another model pack waits for its migration', async () => {
  const old = await open(freshName(), {}, { fingerprint: OTHER_MODEL });
  await old.enroll('ada', pictureOf(1), { keepPicture: true });
  const gallery = await open(freshName(), {}, { fingerprint: MODEL });
  await gallery.import(await old.export());
  expect(await gallery.identify(pictureOf(1))).toEqual({ results: [], notCompared: 1 });
  expect((await gallery.migrate()).migrated).toBe(1);
});
