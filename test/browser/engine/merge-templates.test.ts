import { afterAll, expect, test } from 'vitest';
import { createEngine } from '../../../src/index.ts';
import { otherPerson, samePerson } from '../../support/pictures.ts';

const starting = createEngine({ cache: false });

afterAll(async () => (await starting).dispose());

test('a merged template is compared as any other, and is of the person', async () => {
  const engine = await starting;
  const [one, same] = await Promise.all((await samePerson()).map((picture) => engine.extract(picture)));
  if (!one || !same) throw new Error('There are two pictures of one person');
  const merged = await engine.mergeTemplates([one, same]);
  expect(merged.byteLength).toBe(one.byteLength);
  const apart = (await engine.compare(one, same)).score;
  for (const part of [one, same]) {
    expect((await engine.compare(merged, part)).score).toBeGreaterThan(apart);
  }
  const stranger = await engine.extract(await otherPerson());
  expect((await engine.compare(merged, stranger)).decision).toBe('declined');
});

test('one template alone stays what it is', async () => {
  const engine = await starting;
  const template = await engine.extract(await otherPerson());
  const merged = await engine.mergeTemplates([template]);
  expect(await engine.compare(merged, template)).toEqual({ score: 1, decision: 'approved' });
});

test('none, and what is no template, are refused', async () => {
  const engine = await starting;
  await expect(engine.mergeTemplates([])).rejects.toThrow(TypeError);
  await expect(engine.mergeTemplates([new Uint8Array(9)])).rejects.toMatchObject({
    code: 'BPE-002004',
    message: expect.stringContaining('templates[0]'),
  });
});
