import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { StorageError } from '../../../../src/templates/storage-error.ts';
import {
  OTHER_MODEL,
  openGallery,
  pictureOf,
  templateOf,
  testTemplate,
  vectorOf,
} from '../../../support/gallery.ts';
import { freshName, open } from '../../../support/opened-galleries.ts';

/** Another picture of the face: a similarity of some 0.98. */
function nearly(seed: number) {
  const vector = vectorOf(seed).map((value, i) => value + (i === 0 ? 0.2 : 0));
  const length = Math.hypot(...vector);
  return testTemplate(vector.map((value) => value / length));
}

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error as StorageError,
  );

describe('a unique enrolment', () => {
  test.each([[{}], [{ unlinkable: true }], [{ index: 'i8' as const }]])(
    'refuses the face of another person and says whose it is, in a gallery of %o',
    async (options) => {
      const gallery = await open(freshName(), options);
      await gallery.enrollAll([1, 2, 3].map((seed) => ({ id: `face ${seed}`, source: templateOf(seed) })));
      const failure = await failureOf(gallery.enroll('again', nearly(2), { unique: true }));
      expect(failure).toBeInstanceOf(StorageError);
      expect(failure?.reason).toBe('already-enrolled');
      expect(failure?.match).toEqual({ enrolling: 'again', id: 'face 2', score: expect.any(Number) });
      expect(failure?.match?.score).toBeGreaterThan(0.8);
      expect(failure?.message).not.toContain('face 2');
      expect((await gallery.info()).people).toBe(3);
    },
  );

  test('takes a face that nobody has, from a picture too', async () => {
    const gallery = await open(freshName());
    await gallery.enroll('first', pictureOf(1), { unique: true });
    expect(await gallery.enroll('second', pictureOf(2), { unique: true })).toEqual({
      id: 'second',
      templates: 1,
    });
  });

  test("takes one more template of the person's own, and replaces it", async () => {
    const gallery = await open(freshName());
    await gallery.enroll('ada', templateOf(1));
    expect(await gallery.enroll('ada', nearly(1), { unique: true })).toEqual({ id: 'ada', templates: 2 });
    const replaced = gallery.enroll('ada', templateOf(1), { unique: true, replace: true });
    expect(await replaced).toEqual({ id: 'ada', templates: 1 });
  });

  test("finds the other one behind many templates of the person's own", async () => {
    const gallery = await open(freshName());
    await gallery.enrollAll(Array.from({ length: 100 }, () => ({ id: 'ada', source: templateOf(1) })));
    await gallery.enroll('eve', nearly(1));
    const failure = await failureOf(gallery.enroll('ada', templateOf(1), { unique: true }));
    expect(failure?.match?.id).toBe('eve');
  });

  test('under two ids at once leaves one of them, in two tabs as well', async () => {
    const name = freshName();
    const tabs = [await open(name), await open(name)];
    const calls = tabs.map((tab, index) => tab.enroll(`id ${index}`, templateOf(1), { unique: true }));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await tabs[0]?.info())?.people).toBe(1);
  });

  test('is not promised while someone has templates of another model alone', async () => {
    const name = freshName();
    const before = await openGallery(name, {}, { fingerprint: OTHER_MODEL });
    await before.enroll('old', templateOf(1, OTHER_MODEL));
    await before.close();
    const gallery = await open(name);
    const call = gallery.enroll('new', templateOf(1), { unique: true });
    await expect(call).rejects.toMatchObject({ code: 'BPE-002004', reason: 'other-model' });
    await gallery.enroll('old', templateOf(1), { unique: true });
    await expect(gallery.enroll('new', templateOf(1), { unique: true })).rejects.toMatchObject({
      reason: 'already-enrolled',
    });
  });
});

describe('a unique enrolment of many', () => {
  test('refuses all for one who is in the gallery', async () => {
    const gallery = await open(freshName());
    await gallery.enroll('ada', templateOf(5));
    const people = [1, 2, 5].map((seed) => ({ id: `face ${seed}`, source: templateOf(seed) }));
    const failure = await failureOf(gallery.enrollAll(people, { unique: true }));
    expect(failure).toMatchObject({
      reason: 'already-enrolled',
      match: { enrolling: 'face 5', id: 'ada' },
    });
    expect((await gallery.info()).people).toBe(1);
  });

  test('refuses all for two of the list who have one face, and takes several templates of one person', async () => {
    const gallery = await open(freshName());
    const own = [templateOf(1), nearly(1), templateOf(2)];
    const people = own.map((source, index) => ({ id: index < 2 ? 'ada' : 'eve', source }));
    const twice = [...people, { id: 'mallory', source: nearly(1) }];
    const failure = await failureOf(gallery.enrollAll(twice, { unique: true }));
    expect(failure?.match).toMatchObject({ enrolling: 'mallory', id: 'ada' });
    expect((await gallery.info()).people).toBe(0);
    await gallery.enrollAll(people, { unique: true });
    expect((await gallery.info()).people).toBe(2);
  });
});
