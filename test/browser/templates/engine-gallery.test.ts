import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ApiLiteError, createEngine, type FaceEngine, StorageError } from '../../../src/index.ts';
import { growBox } from '../../../src/vision/grow-box.ts';
import { cropPicture, SAME_PERSON, samplePicture } from '../../support/pictures.ts';

let engine: FaceEngine;
let enrolled: Blob;
let anotherOfThem: Blob;

beforeAll(async () => {
  engine = await createEngine();
  enrolled = await cropPicture(await samplePicture(1), growBox(SAME_PERSON.sample1, 2));
  anotherOfThem = await cropPicture(await samplePicture(3), growBox(SAME_PERSON.sample3, 2));
});
beforeEach(() => engine.eraseAll());
afterAll(() => engine.dispose());

test('finds a person in another picture among others', async () => {
  const gallery = await engine.gallery('staff');
  await gallery.enroll('the one', enrolled, { metadata: { name: 'Ada' } });
  const faces = await engine.faces(await samplePicture(2), { templates: true });
  const others = faces.flatMap(({ template }) => template ?? []);
  expect(others.length).toBeGreaterThan(0);
  await gallery.enrollAll(others.map((source, i) => ({ id: `other ${i}`, source })));

  const { results } = await gallery.identify(anotherOfThem);
  expect(results[0]).toMatchObject({
    id: 'the one',
    filename: 'the one',
    decision: 'approved',
    metadata: { name: 'Ada' },
  });
  const template = await engine.extract(anotherOfThem);
  expect(await gallery.identify(template)).toEqual(await gallery.identify(anotherOfThem));
  expect((await gallery.verify('the one', template)).score).toBeCloseTo(results[0]?.score ?? 0, 5);
  expect((await gallery.verify('other 0', template)).decision).not.toBe('approved');
});

test('scores as compare does, in an unlinkable gallery too', async () => {
  const { score } = await engine.extractAndCompare(enrolled, anotherOfThem);
  for (const unlinkable of [false, true]) {
    const gallery = await engine.gallery(`unlinkable ${unlinkable}`, { unlinkable });
    await gallery.enroll('the one', enrolled);
    expect((await gallery.identify(anotherOfThem)).results[0]?.score).toBeCloseTo(score, 3);
  }
});

test('keeps everyone for the next engine', async () => {
  const gallery = await engine.gallery('staff', { protection: { passphrase: 'correct horse' } });
  await gallery.enroll('the one', enrolled, { keepPicture: true });
  const next = await createEngine();
  try {
    const again = await next.gallery('staff', { protection: { passphrase: 'correct horse' } });
    expect(await again.info()).toMatchObject({ people: 1, storage: 'indexeddb', protection: 'passphrase' });
    expect((await again.picture('the one'))?.size).toBe(enrolled.size);
    await again.enroll('two', anotherOfThem);
    expect((await gallery.info()).people).toBe(2);
  } finally {
    next.dispose();
  }
});

test('moves to another gallery by a file', async () => {
  const progress: number[] = [];
  const gallery = await engine.gallery('from');
  await gallery.enroll('the one', enrolled);
  const file = await gallery.export({
    passphrase: 'correct horse',
    onProgress: ({ done }) => progress.push(done),
  });
  expect(progress).toEqual([1]);
  const other = await engine.gallery('to');
  expect(await other.import(file, { passphrase: 'correct horse' })).toMatchObject({ added: 1 });
  expect((await other.identify(anotherOfThem)).results[0]?.id).toBe('the one');
});

describe('errors reach the page as what they are', () => {
  test('StorageError', async () => {
    await engine.gallery('staff', { protection: { passphrase: 'correct horse' } });
    const failure = await engine.gallery('staff').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StorageError);
    expect(failure).toMatchObject({ reason: 'wrong-key' });
  });

  test('ApiLiteError', async () => {
    const gallery = await engine.gallery('staff');
    const failure = await gallery.enroll('x', new Blob(['no picture'])).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiLiteError);
    expect(failure).toMatchObject({ code: 'BPE-002003' });
  });

  test('TypeError', async () => {
    const gallery = await engine.gallery('staff');
    await expect(gallery.enroll('', enrolled)).rejects.toBeInstanceOf(TypeError);
    await gallery.close();
    await expect(gallery.info()).rejects.toBeInstanceOf(TypeError);
  });
});

test('a second opening with another passphrase fails, however open the first one is', async () => {
  await engine.gallery('staff', { protection: { passphrase: 'correct horse' } });
  const second = engine.gallery('staff', { protection: { passphrase: 'wrong' } });
  await expect(second).rejects.toMatchObject({ reason: 'wrong-key' });
});

test('the storage says where things are kept and how much', async () => {
  expect(await engine.storage.info()).toMatchObject({
    storage: 'indexeddb',
    persisted: expect.any(Boolean),
    usage: expect.any(Number),
    quota: expect.any(Number),
  });
  expect(await engine.storage.persist()).toEqual(expect.any(Boolean));
});

test('a gallery that is opened while everything is erased has its key, or is not there', async () => {
  for (let round = 0; round < 20; round++) {
    const [gallery] = await Promise.all([engine.gallery('raced'), engine.eraseAll()]);
    await gallery.enroll('the one', enrolled);
    await gallery.close();
    const again = await engine.gallery('raced');
    expect((await again.info()).people).toBe(1);
    await again.close();
  }
});

test('erasing everything leaves no database, cache or key, and the engine works on', async () => {
  const gallery = await engine.gallery('staff');
  await gallery.enroll('the one', enrolled, { keepPicture: true });
  await engine.eraseAll();
  expect(await indexedDB.databases()).toEqual([]);
  expect(await caches.keys()).toEqual([]);
  expect((await gallery.info()).people).toBe(0);
  await gallery.enroll('the one', enrolled);
  expect((await gallery.identify(anotherOfThem)).results[0]?.id).toBe('the one');
});
