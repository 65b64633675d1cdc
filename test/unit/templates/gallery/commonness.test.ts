import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { normalisedSimilarity } from '../../../../src/templates/commonness.ts';
import type { GalleryDependencies } from '../../../../src/templates/gallery/gallery.ts';
import { memoryStorage } from '../../../../src/templates/gallery/memory-storage.ts';
import { templateCodec } from '../../../../src/templates/gallery/template-codec.ts';
import { cosineSimilarity } from '../../../../src/templates/similarity.ts';
import { decodeTemplate, encodeTemplate } from '../../../../src/templates/template-bytes.ts';
import { openGallery } from '../../../support/gallery.ts';
import { probeOf, randomUnit, seeded, unit } from '../search/vectors.ts';

const DIMENSION = 16;
const COHORT = 9;
const FINGERPRINT = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

/** Common is what points along the first axis. */
const commonnessOf = (vector: Float32Array): number => 0.3 * Math.abs(vector[0] ?? 0);

const own: Partial<GalleryDependencies<Blob>> = {
  codec: templateCodec,
  fingerprint: '0102030405060708',
  dimension: DIMENSION,
  cohort: COHORT,
  commonnessOf: async ({ vector }) => ({ value: commonnessOf(vector), cohort: COHORT }),
};

type Options = Parameters<typeof openGallery>[1];
const open = (name: string, options?: Options) =>
  openGallery(name, options, { ...own, storage: memoryStorage() });

const unmeasured = (vector: Float32Array) =>
  encodeTemplate({ fingerprint: FINGERPRINT, quality: 50, vector });
const measured = (vector: Float32Array, cohort = COHORT) =>
  encodeTemplate({
    fingerprint: FINGERPRINT,
    quality: 50,
    vector,
    commonness: { value: cohort === COHORT ? commonnessOf(vector) : 0.9, cohort },
  });

/** What the test's engine makes a score of. */
const scoreOf = (a: Float32Array, b: Float32Array): number =>
  Math.max(0, normalisedSimilarity(cosineSimilarity(a, b), commonnessOf(a), commonnessOf(b)));

const random = seeded(1);
const probe = unit(randomUnit(DIMENSION, random).with(0, 0.5));
const people = Array.from({ length: 400 }, (_, index) => ({
  id: `${index}`,
  vector: probeOf(probe, 0.4 + 0.5 * random(), random),
}));
const ranked = people
  .map(({ id, vector }) => ({ id, score: scoreOf(probe, vector) }))
  .sort((a, b) => b.score - a.score);

describe('a search among people of whom some are more common than others', () => {
  test('answers by score, though the best score is not of the best similarity', async () => {
    const bySimilarity = people.toSorted(
      (a, b) => cosineSimilarity(b.vector, probe) - cosineSimilarity(a.vector, probe),
    );
    expect(ranked.slice(0, 20).map(({ id }) => id)).not.toEqual(
      bySimilarity.slice(0, 20).map(({ id }) => id),
    );
    const gallery = await open('by score');
    await gallery.enrollAll(people.map(({ id, vector }) => ({ id, source: measured(vector) })));
    for (const topK of [1, 5, 100]) {
      const { results } = await gallery.identify(measured(probe), { topK });
      expect(results.map(({ id }) => id)).toEqual(ranked.slice(0, topK).map(({ id }) => id));
      expect(results[0]?.score).toBeCloseTo(ranked[0]?.score ?? 0, 2);
    }
  });

  test.each<[string, Options]>([
    ['plain', {}],
    ['unlinkable', { unlinkable: true }],
  ])(
    'is the same with templates of before and of another cohort, in a gallery that is %s',
    async (_, options) => {
      const gallery = await open('mixed', options);
      const forms = [measured, unmeasured, (vector: Float32Array) => measured(vector, COHORT + 1)];
      const sources = people.map(({ id, vector }, index) => ({
        id,
        source: (forms[index % 3] ?? unmeasured)(vector),
      }));
      await gallery.enrollAll(sources);
      for (const sought of [measured(probe), unmeasured(probe)]) {
        const { results } = await gallery.identify(sought, { topK: 20 });
        expect(results.map(({ id }) => id)).toEqual(ranked.slice(0, 20).map(({ id }) => id));
      }
    },
  );

  test('is the same in a gallery that an engine without a cohort filled', async () => {
    const storage = memoryStorage();
    const { codec, fingerprint = '', dimension = DIMENSION } = own;
    const without = { codec: codec ?? templateCodec, fingerprint, dimension, storage };
    const old = await openGallery('old', { unlinkable: true }, without);
    await old.enrollAll(people.map(({ id, vector }) => ({ id, source: unmeasured(vector) })));
    await old.close();
    const gallery = await openGallery('old', {}, { ...own, storage });
    const { results } = await gallery.identify(unmeasured(probe), { topK: 20 });
    expect(results.map(({ id }) => id)).toEqual(ranked.slice(0, 20).map(({ id }) => id));
  });
});

test('a person is verified by the template of the best score', async () => {
  const gallery = await open('verify');
  const vectors = people.slice(0, 20).map(({ vector }) => vector);
  for (const vector of vectors) await gallery.enroll('one', measured(vector));
  const { score } = await gallery.verify('one', measured(probe));
  expect(score).toBeCloseTo(Math.max(...vectors.map((vector) => scoreOf(vector, probe))), 2);
});

test('a rotated template keeps the commonness of what it was rotated from', async () => {
  const gallery = await open('rotated', { unlinkable: true });
  const [vector = probe] = people.map((each) => each.vector);
  for (const source of [measured(vector), unmeasured(vector), measured(vector, COHORT + 1)]) {
    await gallery.enroll('one', source, { replace: true });
    const [kept = new Uint8Array()] = await gallery.templates('one');
    expect(decodeTemplate(kept).commonness?.cohort).toBe(COHORT);
    expect(decodeTemplate(kept).commonness?.value).toBeCloseTo(commonnessOf(vector), 3);
  }
  await gallery.reissue();
  const [reissued = new Uint8Array()] = await gallery.templates('one');
  expect(decodeTemplate(reissued).commonness?.value).toBeCloseTo(commonnessOf(vector), 3);
});

test('an import gives templates of before their commonness, as it could not be measured once they are rotated', async () => {
  const { codec, fingerprint = '', dimension = DIMENSION } = own;
  const without = { codec: codec ?? templateCodec, fingerprint, dimension, storage: memoryStorage() };
  const old = await openGallery('source', {}, without);
  await old.enroll('one', unmeasured(probe));
  const gallery = await open('import', { unlinkable: true });
  await gallery.import(await old.export());
  const [kept = new Uint8Array()] = await gallery.templates('one');
  expect(decodeTemplate(kept).commonness?.value).toBeCloseTo(commonnessOf(probe), 3);
});
