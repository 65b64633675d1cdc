import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { Gallery } from '../../../../src/templates/gallery/gallery.ts';
import { pictureOf, templateOf, testCodec, vectorOf } from '../../../support/gallery.ts';
import { freshName, open } from '../../../support/opened-galleries.ts';

const secret = (fill: number) => new Uint8Array(32).fill(fill);
const storedTemplate = async (gallery: Gallery<Blob>, id: string) => {
  const [template] = await gallery.templates(id);
  if (!template) throw new Error('no template');
  return testCodec.decode(template);
};

test('identifies as a plain gallery does, with the same scores', async () => {
  const [plain, unlinkable] = [await open(freshName()), await open(freshName(), { unlinkable: true })];
  for (const gallery of [plain, unlinkable]) {
    for (let face = 0; face < 20; face++) await gallery.enroll(`${face}`, templateOf(face));
  }
  const probe = templateOf(1000);
  const [expected, found] = [await plain.identify(probe), await unlinkable.identify(probe)];
  expect(found.results.map(({ id }) => id)).toEqual(expected.results.map(({ id }) => id));
  found.results.forEach(({ score }, i) => {
    expect(score).toBeCloseTo(expected.results[i]?.score ?? Number.NaN, 5);
  });
  expect((await unlinkable.verify('7', pictureOf(7))).score).toBeCloseTo(1, 5);
});

test('keeps templates that no other gallery compares with', async () => {
  const [one, two] = [
    await open(freshName(), { unlinkable: true }),
    await open(freshName(), { unlinkable: true }),
  ];
  await one.enroll('ada', templateOf(1));
  await two.enroll('ada', templateOf(1));
  const [mine, theirs] = [await storedTemplate(one, 'ada'), await storedTemplate(two, 'ada')];
  expect(
    new Set([mine.fingerprint, theirs.fingerprint, testCodec.decode(templateOf(1)).fingerprint]).size,
  ).toBe(3);
  const [template] = await one.templates('ada');
  await expect(two.identify(template ?? '')).rejects.toMatchObject({ code: 'BPE-002004' });
  expect((await one.identify(template ?? '')).results[0]?.score).toBeCloseTo(1, 5);
});

test('opens again by itself if the gallery keeps the secret', async () => {
  const name = freshName();
  await (await open(name, { unlinkable: true })).enroll('ada', templateOf(1));
  expect((await (await open(name)).identify(templateOf(1))).results[0]?.id).toBe('ada');
});

test('needs the app’s secret if the app keeps it', async () => {
  const name = freshName();
  await (await open(name, { unlinkable: { secret: secret(1) } })).enroll('ada', templateOf(1));
  await expect(open(name)).rejects.toMatchObject({ reason: 'wrong-key' });
  await expect(open(name, { unlinkable: { secret: secret(2) } })).rejects.toMatchObject({
    reason: 'wrong-key',
  });
  const gallery = await open(name, { unlinkable: { secret: secret(1) } });
  expect((await gallery.identify(templateOf(1))).results[0]?.id).toBe('ada');
});

test('never becomes plain or unlinkable by a mistaken option', async () => {
  const [plain, unlinkable] = [freshName(), freshName()];
  await open(plain);
  await open(unlinkable, { unlinkable: true });
  await expect(open(plain, { unlinkable: true })).rejects.toMatchObject({ reason: 'wrong-key' });
  await expect(open(unlinkable, { unlinkable: false })).rejects.toMatchObject({ reason: 'wrong-key' });
});

describe('reissue', () => {
  test('changes every stored template and no answer', async () => {
    const name = freshName();
    const gallery = await open(name, { unlinkable: true });
    await gallery.enroll('ada', pictureOf(1), { keepPicture: true });
    await gallery.enroll('bob', templateOf(2));
    const before = await storedTemplate(gallery, 'ada');
    await gallery.reissue();
    const after = await storedTemplate(gallery, 'ada');
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect((await gallery.identify(pictureOf(1))).results[0]).toMatchObject({
      id: 'ada',
      decision: 'approved',
    });
    expect(await (await gallery.picture('ada'))?.text()).toBe('face 1');
    await gallery.close();
    expect((await (await open(name)).verify('bob', templateOf(2))).score).toBeCloseTo(1, 5);
  });

  test('makes a plain gallery unlinkable', async () => {
    const gallery = await open(freshName());
    await gallery.enroll('ada', templateOf(1));
    await gallery.reissue();
    expect((await gallery.info()).unlinkable).toBe(true);
    expect((await storedTemplate(gallery, 'ada')).vector).not.toEqual(vectorOf(1));
  });

  test('reaches the other tabs', async () => {
    const name = freshName();
    const [one, two] = [await open(name, { unlinkable: true }), await open(name)];
    await one.enroll('ada', templateOf(1));
    expect((await two.verify('ada', templateOf(1))).score).toBeCloseTo(1, 5);
    await one.reissue();
    expect((await two.verify('ada', templateOf(1))).score).toBeCloseTo(1, 5);
    await two.enroll('bob', templateOf(2));
    expect((await one.identify(templateOf(2))).results[0]?.id).toBe('bob');
  });

  test('locks out the app’s old secret', async () => {
    const name = freshName();
    const gallery = await open(name, { unlinkable: { secret: secret(1) } });
    await gallery.enroll('ada', templateOf(1));
    await gallery.reissue({ secret: secret(2) });
    expect((await gallery.identify(templateOf(1))).results[0]?.id).toBe('ada');
    await expect(open(name, { unlinkable: { secret: secret(1) } })).rejects.toMatchObject({
      reason: 'wrong-key',
    });
  });
});

test('an export moves to another unlinkable gallery only through its own secret', async () => {
  const source = await open(freshName(), { unlinkable: { secret: secret(1) } });
  await source.enroll('ada', templateOf(1));
  const file = await source.export();
  const sameSecret = await open(freshName(), { unlinkable: { secret: secret(1) } });
  expect(await sameSecret.import(file)).toEqual({ added: 1, skipped: 0, refused: 0 });
  expect((await sameSecret.identify(templateOf(1))).results[0]?.id).toBe('ada');
  const another = await open(freshName(), { unlinkable: true });
  expect(await another.import(file)).toEqual({ added: 0, skipped: 0, refused: 1 });
});

test('plain vectors are plain again', async () => {
  const gallery = await open(freshName(), { unlinkable: true });
  await gallery.enroll('ada', templateOf(1));
  const { vectors } = await gallery.exportVectors({ unencrypted: true });
  const floats = new Float32Array((await vectors.arrayBuffer()).slice(-16 * 4));
  floats.forEach((value, i) => {
    expect(value).toBeCloseTo(vectorOf(1)[i] ?? Number.NaN, 6);
  });
});
