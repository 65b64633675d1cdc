import { afterAll, expect, test, vi } from 'vitest';
import { createEngine } from '../../../src/index.ts';
import { otherPerson, samePerson } from '../../support/pictures.ts';

const starting = createEngine({ cache: false });

afterAll(async () => (await starting).dispose());

test('faces are grouped by person, with progress', async () => {
  const engine = await starting;
  const [one, same] = await samePerson();
  const other = await otherPerson();
  const templates: Uint8Array[] = [];
  for (const picture of [one, other, same]) templates.push(await engine.extract(picture));
  const told: number[] = [];
  const groups = await engine.groupFaces(templates, { onProgress: ({ done }) => told.push(done) });
  expect(groups).toEqual([[0, 2], [1]]);
  expect(told.at(-1)).toBe(3);
});

test('progress is told before the result', async () => {
  const engine = await starting;
  const templates = [await engine.extract(await otherPerson())];
  for (let call = 0; call < 100; call++) {
    const told: number[] = [];
    await engine.groupFaces(templates, { onProgress: ({ done }) => told.push(done) });
    expect(told.at(-1)).toBe(1);
  }
});

test('what the progress callback throws is reported as of any listener, and leaves the call alone', async () => {
  const engine = await starting;
  const templates = [await engine.extract(await otherPerson())];
  const reporting = vi.spyOn(globalThis, 'reportError').mockImplementation(() => undefined);
  const error = new Error('from the app');
  const onProgress = () => {
    throw error;
  };
  expect(await engine.groupFaces(templates, { onProgress })).toEqual([[0]]);
  expect(reporting).toHaveBeenCalledWith(error);
  reporting.mockRestore();
});

test('a wrong threshold, and what is no template, are refused', async () => {
  const engine = await starting;
  await expect(engine.groupFaces([], { threshold: 2 })).rejects.toThrow(TypeError);
  await expect(engine.groupFaces([new Uint8Array(9)])).rejects.toMatchObject({
    code: 'BPE-002004',
    message: expect.stringContaining('templates[0]'),
  });
  expect(await engine.groupFaces([])).toEqual([]);
});
