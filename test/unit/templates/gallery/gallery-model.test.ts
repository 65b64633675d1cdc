import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Gallery } from '../../../../src/templates/gallery/gallery.ts';
import { cosineSimilarity } from '../../../../src/templates/similarity.ts';
import { openGallery, templateOf, vectorOf } from '../../../support/gallery.ts';

/** A gallery as plain as it gets: who has which faces and what metadata. */
type Model = Map<string, { faces: number[]; metadata: Record<string, unknown> | undefined }>;

interface Real {
  name: string;
  /** Two tabs; a command runs in one of them. */
  tabs: Gallery<Blob>[];
}

const ids = fc.constantFrom('ada', 'bob', 'eve', 'ö', '__proto__', '\ud800');
const faces = fc.nat({ max: 30 });
const tabs = fc.constantFrom(0, 1);
const metadata = fc.option(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 2 }), { nil: undefined });

type Command = fc.AsyncCommand<Model, Real>;
const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run,
  toString: () => name,
});

const tabOf = (real: Real, tab: number): Gallery<Blob> => {
  const gallery = real.tabs[tab];
  if (!gallery) throw new Error('no such tab');
  return gallery;
};

const commands = [
  fc.tuple(tabs, ids, faces, metadata, fc.boolean()).map(([tab, id, face, facts, replace]) =>
    command(`enroll(${id}, ${face}, replace ${replace}) in tab ${tab}`, async (model, real) => {
      const before = model.get(id);
      const kept = replace ? [] : (before?.faces ?? []);
      const after = { faces: [...kept, face], metadata: facts ? plain(facts) : before?.metadata };
      model.set(id, after);
      const result = await tabOf(real, tab).enroll(id, templateOf(face), {
        replace,
        ...(facts && { metadata: facts }),
      });
      expect(result).toEqual({ id, templates: after.faces.length });
    }),
  ),
  fc.tuple(tabs, ids).map(([tab, id]) =>
    command(`remove(${id}) in tab ${tab}`, async (model, real) => {
      expect(await tabOf(real, tab).remove(id)).toBe(model.delete(id));
    }),
  ),
  tabs.map((tab) =>
    command(`clear in tab ${tab}`, async (model, real) => {
      model.clear();
      await tabOf(real, tab).clear();
    }),
  ),
  tabs.map((tab) =>
    command(`close and open tab ${tab}`, async (_model, real) => {
      await tabOf(real, tab).close();
      real.tabs[tab] = await openGallery(real.name);
    }),
  ),
  tabs.map((tab) =>
    command(`export, clear and import in tab ${tab}`, async (_model, real) => {
      const gallery = tabOf(real, tab);
      const file = await gallery.export();
      await gallery.clear();
      await gallery.import(file);
    }),
  ),
  fc.tuple(tabs, faces).map(([tab, face]) =>
    command(`identify(${face}) in tab ${tab}`, async (model, real) => {
      const { results } = await tabOf(real, tab).identify(templateOf(face), { topK: 10 });
      const best = (id: string) =>
        Math.max(...(model.get(id)?.faces ?? []).map((own) => similarity(own, face)));
      expect(results.map(({ id }) => id).sort()).toEqual([...model.keys()].sort());
      let last = Number.POSITIVE_INFINITY;
      for (const { id, score } of results) {
        expect(score).toBeCloseTo(Math.max(0, best(id)), 4);
        expect(score).toBeLessThanOrEqual(last);
        last = score;
      }
    }),
  ),
  tabs.map((tab) =>
    command(`list in tab ${tab}`, async (model, real) => {
      const { people, total } = await tabOf(real, tab).list();
      expect(total).toBe(model.size);
      const found = people.map(({ id, metadata: facts, templates }) => [id, facts, templates.length]);
      const expected = [...model].map(([id, person]) => [id, person.metadata, person.faces.length]);
      expect(found).toEqual(expected.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
    }),
  ),
];

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const similarity = (a: number, b: number) => cosineSimilarity(vectorOf(a), vectorOf(b));

let runs = 0;
test('a gallery in two tabs answers as a plain model does, whatever is done to it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: 'large' }), async (sequence) => {
      const name = `model ${++runs}`;
      const real: Real = { name, tabs: [await openGallery(name), await openGallery(name)] };
      try {
        await fc.asyncModelRun(() => ({ model: new Map(), real }), sequence);
      } finally {
        await Promise.all(real.tabs.map((gallery) => gallery.close()));
      }
    }),
    { numRuns: 60 },
  );
});
