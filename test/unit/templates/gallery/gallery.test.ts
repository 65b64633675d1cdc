import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { GalleryProgress, LongCallOptions } from '../../../../src/templates/gallery/face-gallery.ts';
import type { Gallery } from '../../../../src/templates/gallery/gallery.ts';
import {
  DIMENSION,
  MODEL,
  OTHER_MODEL,
  pictureOf,
  templateOf,
  testTemplate,
  vectorOf,
} from '../../../support/gallery.ts';
import { freshName, open } from '../../../support/opened-galleries.ts';

describe('enrolment', () => {
  test('takes a picture, a template, or the base64 of one', async () => {
    const gallery = await open(freshName());
    const base64 = Buffer.from(templateOf(3)).toString('base64');
    expect(await gallery.enroll('picture', pictureOf(1))).toEqual({ id: 'picture', templates: 1 });
    await gallery.enroll('template', templateOf(2));
    await gallery.enroll('base64', base64);
    const { results } = await gallery.identify(pictureOf(3), { topK: 1 });
    expect(results[0]?.id).toBe('base64');
    expect((await gallery.info()).people).toBe(3);
  });

  test('adds a template to a person who is there, and keeps the metadata unless new ones come', async () => {
    const gallery = await open(freshName());
    await gallery.enroll('ada', templateOf(1), { metadata: { name: 'Ada' } });
    expect(await gallery.enroll('ada', templateOf(2))).toEqual({ id: 'ada', templates: 2 });
    expect(await gallery.get('ada')).toMatchObject({ metadata: { name: 'Ada' }, templates: [{}, {}] });
    await gallery.enroll('ada', templateOf(3), { metadata: { name: 'Ada L.' } });
    expect((await gallery.get('ada'))?.metadata).toEqual({ name: 'Ada L.' });
  });

  test('with replace, leaves the new template only', async () => {
    const gallery = await open(freshName());
    await gallery.enroll('ada', templateOf(1), { metadata: { name: 'Ada' } });
    await gallery.enroll('ada', templateOf(2));
    expect(await gallery.enroll('ada', templateOf(3), { replace: true })).toEqual({
      id: 'ada',
      templates: 1,
    });
    expect(await gallery.templates('ada')).toEqual([templateOf(3)]);
    expect((await gallery.get('ada'))?.metadata).toEqual({ name: 'Ada' });
  });

  test('of many is all or nothing', async () => {
    const gallery = await open(freshName());
    const people = [
      { id: 'a', source: templateOf(1) },
      { id: 'b', source: new Blob(['no face here']) },
    ];
    await expect(gallery.enrollAll(people)).rejects.toMatchObject({ code: 'BPE-003002' });
    expect((await gallery.info()).people).toBe(0);
  });

  test.each([
    ['an empty id', '', {}, 'id must be'],
    ['metadata that is no object', 'a', { metadata: [] as never }, 'metadata must be an object'],
    ['too much metadata', 'a', { metadata: { text: 'x'.repeat(70_000) } }, 'metadata must be at most'],
    ['a template to keep as a picture', 'a', { keepPicture: true }, 'keepPicture needs an encoded picture'],
  ])('refuses %s', async (_, id, options, message) => {
    const gallery = await open(freshName());
    const refusal = gallery.enroll(id, templateOf(1), options);
    await expect(refusal).rejects.toThrow(TypeError);
    await expect(refusal).rejects.toThrow(message);
  });

  test('refuses a template of another model, and an altered one', async () => {
    const gallery = await open(freshName());
    await expect(gallery.enroll('a', templateOf(1, OTHER_MODEL))).rejects.toMatchObject({
      code: 'BPE-002004',
    });
    const altered = templateOf(1);
    altered[30] = (altered[30] ?? 0) ^ 1;
    await expect(gallery.enroll('a', altered)).rejects.toMatchObject({ code: 'BPE-002004' });
  });

  test('refuses a template that claims the model and has another dimension', async () => {
    const gallery = await open(freshName());
    await gallery.enroll('a', templateOf(1));
    const forged = testTemplate(vectorOf(1, DIMENSION / 2));
    for (const call of [gallery.enroll('b', forged), gallery.verify('a', forged), gallery.identify(forged)]) {
      await expect(call).rejects.toMatchObject({ code: 'BPE-002004' });
    }
  });
});

describe('identification', () => {
  test('answers the people best first, each once by the best of their templates', async () => {
    const gallery = await open(freshName());
    for (let face = 0; face < 20; face++) await gallery.enroll(`person ${face % 10}`, templateOf(face));
    const { results, notCompared } = await gallery.identify(templateOf(13), { topK: 10 });
    expect(results.map(({ id }) => id).sort()).toEqual(Array.from({ length: 10 }, (_, i) => `person ${i}`));
    expect(results[0]).toEqual({
      id: 'person 3',
      filename: 'person 3',
      score: expect.closeTo(1, 5),
      decision: 'approved',
    });
    expect(results.map(({ score }) => score)).toEqual(
      results.map(({ score }) => score).sort((a, b) => b - a),
    );
    expect(notCompared).toBe(0);
  });

  test('finds other people behind one who has many templates', async () => {
    const gallery = await open(freshName());
    const many = Array.from({ length: 100 }, () => ({ id: 'often', source: templateOf(1) }));
    await gallery.enrollAll([...many, { id: 'once', source: templateOf(2) }]);
    const { results } = await gallery.identify(templateOf(1), { topK: 2 });
    expect(results.map(({ id }) => id)).toEqual(['often', 'once']);
  });

  test('leaves out whom the threshold excludes', async () => {
    const gallery = await open(freshName());
    await gallery.enroll('a', templateOf(1));
    await gallery.enroll('b', templateOf(2));
    const { results } = await gallery.identify(templateOf(1), { threshold: 0.9 });
    expect(results.map(({ id }) => id)).toEqual(['a']);
  });

  test('of an empty gallery has no results', async () => {
    const gallery = await open(freshName());
    expect(await gallery.identify(templateOf(1))).toEqual({ results: [], notCompared: 0 });
  });
});

describe('verification', () => {
  test('compares with the best of the person’s templates', async () => {
    const gallery = await open(freshName());
    await gallery.enroll('ada', templateOf(1));
    await gallery.enroll('ada', templateOf(2));
    expect(await gallery.verify('ada', pictureOf(2))).toEqual({
      score: expect.closeTo(1, 5),
      decision: 'approved',
    });
    expect((await gallery.verify('ada', pictureOf(77))).decision).toBe('declined');
  });

  test('of someone who is not there says so, without naming them', async () => {
    const gallery = await open(freshName());
    const failure = await gallery.verify('secret name', templateOf(1)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'StorageError', reason: 'not-found' });
    expect(String(failure)).not.toContain('secret name');
  });
});

describe('listing', () => {
  test('goes through everyone once, page by page', async () => {
    const gallery = await open(freshName());
    const ids = Array.from({ length: 25 }, (_, i) => `person ${String(i).padStart(2, '0')}`);
    await gallery.enrollAll(ids.map((id, i) => ({ id, source: templateOf(i) })));
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await gallery.list({ limit: 10, ...(after !== undefined && { after }) });
      expect(page.total).toBe(25);
      seen.push(...page.people.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(ids);
  });
});

describe('removal', () => {
  test('takes a person with their templates and pictures', async () => {
    const gallery = await open(freshName());
    await gallery.enroll('ada', pictureOf(1), { keepPicture: true });
    await gallery.enroll('bob', templateOf(2));
    expect(await gallery.remove('ada')).toBe(true);
    expect(await gallery.remove('ada')).toBe(false);
    expect(await gallery.get('ada')).toBeUndefined();
    expect(await gallery.picture('ada')).toBeUndefined();
    expect((await gallery.identify(templateOf(1))).results.map(({ id }) => id)).toEqual(['bob']);
  });

  test('of everyone leaves an empty gallery that works', async () => {
    const gallery = await open(freshName());
    await gallery.enrollAll(Array.from({ length: 300 }, (_, i) => ({ id: `${i}`, source: templateOf(i) })));
    await gallery.clear();
    expect((await gallery.info()).templates).toBe(0);
    await gallery.enroll('new', templateOf(1));
    expect((await gallery.info()).templates).toBe(1);
  });
});

test('a kept picture comes back as it was given', async () => {
  const gallery = await open(freshName());
  await gallery.enroll('ada', pictureOf(1), { keepPicture: true });
  await gallery.enroll('ada', pictureOf(2));
  const picture = await gallery.picture('ada');
  expect(picture?.type).toBe('text/plain');
  expect(await picture?.text()).toBe('face 1');
});

test('everything is there after closing and opening', async () => {
  const name = freshName();
  const first = await open(name);
  for (let face = 0; face < 100; face++) {
    await first.enroll(`person ${face}`, templateOf(face), { metadata: { face } });
  }
  await first.remove('person 50');
  await first.close();
  const second = await open(name);
  expect((await second.info()).people).toBe(99);
  expect((await second.identify(templateOf(42))).results[0]).toMatchObject({
    id: 'person 42',
    metadata: { face: 42 },
  });
  expect(await second.get('person 50')).toBeUndefined();
});

test('single enrolments are joined into few chunks', async () => {
  const name = freshName();
  const gallery = await open(name);
  for (let face = 0; face < 200; face++) await gallery.enroll(`${face}`, templateOf(face));
  await gallery.close();
  const { length } = await new Promise<IDBValidKey[]>((resolve, reject) => {
    const request = indexedDB.open(`inpage-face/gallery/${name}`);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const keys = request.result.transaction('chunks').objectStore('chunks').getAllKeys();
      keys.onsuccess = () => resolve(keys.result);
      request.result.close();
    };
  });
  expect(length).toBeLessThan(70);
});

describe('migration', () => {
  test('reports templates of another model, never compares them, and extracts kept pictures anew', async () => {
    const name = freshName();
    const old = await open(name, {}, { fingerprint: OTHER_MODEL });
    await old.enroll('kept', pictureOf(1), { keepPicture: true, metadata: { name: 'Ada' } });
    await old.enroll('not kept', pictureOf(2));
    await old.close();

    const gallery = await open(name, {}, { fingerprint: MODEL });
    expect(await gallery.info()).toMatchObject({ people: 2, notComparable: 2 });
    expect(await gallery.identify(pictureOf(1))).toEqual({ results: [], notCompared: 2 });
    await expect(gallery.verify('kept', pictureOf(1))).rejects.toMatchObject({ code: 'BPE-002004' });

    expect(await gallery.migrate()).toEqual({
      migrated: 1,
      remaining: [{ id: 'not kept', templates: 1, reason: 'No picture was kept.' }],
    });
    expect((await gallery.identify(pictureOf(1))).results).toMatchObject([
      { id: 'kept', decision: 'approved' },
    ]);
    expect(await gallery.get('kept')).toMatchObject({
      metadata: { name: 'Ada' },
      templates: [{ hasPicture: true, comparable: true }],
    });
  });
});

describe('vectors for other engines', () => {
  test('are a NumPy file and JSON lines in the same order', async () => {
    const gallery = await open(freshName());
    await gallery.enroll('ada', templateOf(1), { metadata: { name: 'Ada' } });
    await gallery.enroll('bob', templateOf(2));
    const { vectors, people } = await gallery.exportVectors({ unencrypted: true });
    const bytes = new Uint8Array(await vectors.arrayBuffer());
    const headerLength = 10 + new DataView(bytes.buffer).getUint16(8, true);
    expect(headerLength % 64).toBe(0);
    expect(new TextDecoder().decode(bytes.subarray(10, headerLength))).toMatch(
      /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 16\), \} *\n$/,
    );
    expect(bytes.length).toBe(headerLength + 2 * DIMENSION * 4);
    const lines = (await people.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([{ id: 'ada', metadata: { name: 'Ada' } }, { id: 'bob' }]);
  });

  test('come out only if the caller acknowledges that they are not encrypted', async () => {
    const gallery = await open(freshName());
    await expect(gallery.exportVectors({} as never)).rejects.toThrow(TypeError);
  });
});

describe('a signal', () => {
  const reason = new Error('changed my mind');
  const aborted = { signal: AbortSignal.abort(reason) };
  const filled = async () => {
    const gallery = await open(freshName());
    await gallery.enroll('ada', pictureOf(1), { keepPicture: true });
    return gallery;
  };
  const exported = async () => (await filled()).export();

  test.each<[string, (gallery: Gallery<Blob>) => Promise<unknown>]>([
    ['info', (gallery) => gallery.info(aborted)],
    ['enroll', (gallery) => gallery.enroll('bob', templateOf(2), aborted)],
    ['enrollAll', (gallery) => gallery.enrollAll([{ id: 'bob', source: templateOf(2) }], aborted)],
    ['enrollAll of nobody', (gallery) => gallery.enrollAll([], aborted)],
    ['identify', (gallery) => gallery.identify(templateOf(1), aborted)],
    ['verify', (gallery) => gallery.verify('ada', templateOf(1), aborted)],
    ['get', (gallery) => gallery.get('ada', aborted)],
    ['templates', (gallery) => gallery.templates('ada', aborted)],
    ['picture', (gallery) => gallery.picture('ada', aborted)],
    ['list', (gallery) => gallery.list(aborted)],
    ['remove', (gallery) => gallery.remove('ada', aborted)],
    ['clear', (gallery) => gallery.clear(aborted)],
    ['export', (gallery) => gallery.export(aborted)],
    ['import', async (gallery) => gallery.import(await exported(), { replace: true, ...aborted })],
    ['exportVectors', (gallery) => gallery.exportVectors({ unencrypted: true, ...aborted })],
    ['migrate', (gallery) => gallery.migrate(aborted)],
    ['reissue', (gallery) => gallery.reissue(true, aborted)],
  ])('that was aborted stops %s before it does anything', async (_, call) => {
    const gallery = await filled();
    const before = await gallery.info();
    await expect(call(gallery)).rejects.toBe(reason);
    expect(await gallery.info()).toEqual(before);
  });

  test('that was aborted stops the opening', async () => {
    await expect(open(freshName(), aborted)).rejects.toBe(reason);
  });

  test('stops an opening between two chunks, and the next one succeeds', async () => {
    const name = freshName();
    const first = await open(name);
    for (let face = 0; face < 30; face++) await first.enroll(`${face}`, templateOf(face));
    const controller = new AbortController();
    const done: number[] = [];
    const onProgress = (progress: { done: number }) => {
      done.push(progress.done);
      controller.abort(reason);
    };
    await expect(open(name, { signal: controller.signal, onProgress })).rejects.toBe(reason);
    expect(done.length).toBeLessThan(30);
    expect((await (await open(name)).info()).people).toBe(30);
  });

  test.each<[string, (gallery: Gallery<Blob>, options: LongCallOptions) => Promise<unknown>]>([
    ['reissue', (gallery, options) => gallery.reissue(true, options)],
    ['exportVectors', (gallery, options) => gallery.exportVectors({ unencrypted: true, ...options })],
    ['export', (gallery, options) => gallery.export(options)],
  ])('stops %s on the way, which tells how far it is', async (_, call) => {
    const gallery = await open(freshName());
    const people = Array.from({ length: 2500 }, (_, i) => ({ id: `${i}`, source: templateOf(i % 50) }));
    await gallery.enrollAll(people);
    const before = await gallery.info();
    const controller = new AbortController();
    const stopped = call(gallery, {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(stopped).rejects.toBe(reason);
    expect(await gallery.info()).toEqual(before);
    const progress: GalleryProgress[] = [];
    await call(gallery, { onProgress: (each) => progress.push(each) });
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toEqual({ done: 2500, total: 2500 });
  });
});
