import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type EngineOptions, type FaceEngine, type StageTimings } from '../../../src/index.ts';
import { defaultPack } from '../../../src/page/default-pack.ts';
import { filesOf } from '../../../src/runtime/model-pack.ts';
import { CACHE_DATABASE } from '../../../src/templates/stored-names.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { paintPicture, samePerson } from '../../support/pictures.ts';

const engines: FaceEngine[] = [];
let probe: Blob;
let reference: Blob;

beforeAll(async () => {
  [probe, reference] = await samePerson();
});
beforeEach(async () => {
  const engine = await start({ cache: false });
  await engine.eraseAll();
  engine.dispose();
});
afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose();
});

async function start(options?: EngineOptions): Promise<FaceEngine> {
  const engine = await createEngine(options);
  engines.push(engine);
  await cacheOpened(engine);
  return engine;
}

/** A call has 3 seconds of patience with the database; what is tested here waits as long as the machine takes. */
async function cacheOpened(engine: FaceEngine): Promise<void> {
  await engine.cache.info();
}

/** How long the models ran for a picture's template; 0 if it came from the cache. */
async function modelTime(engine: FaceEngine, picture: Blob): Promise<number> {
  let timings: StageTimings | undefined;
  await engine.extract(picture, {
    onTimings: (measured) => {
      timings = measured;
    },
  });
  return timings?.models ?? Number.NaN;
}

async function databases(): Promise<(string | undefined)[]> {
  return (await indexedDB.databases()).map(({ name }) => name);
}

/** The same picture in a file of a megabyte: what follows a JPEG's end is not looked at. */
function ofOneMegabyte(picture: Blob): Blob {
  return new Blob([picture, new Uint8Array(2 ** 20 - picture.size)], { type: picture.type });
}

describe('a picture extracted before', () => {
  test('gives the same template again, and no model runs', async () => {
    const engine = await start();
    const template = await engine.extract(probe);
    expect(await modelTime(engine, probe)).toBe(0);
    expect(await engine.extract(await probe.arrayBuffer())).toEqual(template);
    expect(await engine.cache.info()).toEqual({ storage: 'indexeddb', size: 1, hits: 2, misses: 1 });
  });

  test('is found by every method that extracts', async () => {
    const engine = await start();
    const template = await engine.extract(reference);
    const { bio_feature } = await engine.verify(probe, template);
    expect(await engine.extract(probe)).toEqual(bio_feature);
    const templates = [{ filename: 'reference', content: template }];
    await engine.verifyN(probe, templates);
    await engine.extractAndCompare(probe, reference);
    await engine.extractAndCompareN(probe, [{ filename: 'reference', content: reference }]);
    expect(await engine.cache.info()).toMatchObject({ size: 2, hits: 6, misses: 2 });
  });

  test('is found by the next engine, also when the first was disposed at once', async () => {
    const first = await start();
    const template = await first.extract(probe);
    first.dispose();
    const next = await start();
    await next.load();
    expect(await modelTime(next, probe)).toBe(0);
    expect(await next.extract(probe)).toEqual(template);
  });

  test('costs a part of what the models take, for a file of a megabyte too', async () => {
    const engine = await start();
    const picture = ofOneMegabyte(probe);
    await engine.load();
    const opened = performance.now();
    await engine.extract(picture);
    const anew = performance.now() - opened;
    const inside: number[] = [];
    const outside: number[] = [];
    for (let round = 0; round < 30; round++) {
      const begun = performance.now();
      await engine.extract(picture, { onTimings: ({ total }) => inside.push(total) });
      outside.push(performance.now() - begun);
    }
    expect((await engine.cache.info()).hits).toBe(30);
    const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1] as number;
    console.log(
      `a hit for 1 MB: ${median(inside).toFixed(1)} ms in the worker, ${median(outside).toFixed(1)} ms for the page (medians of 30)`,
    );
    // Compared with each other, since the machine may be busy.
    expect(median(outside)).toBeLessThan(anew);
  });
});

describe('a picture is extracted anew', () => {
  test('by another model pack', async () => {
    await (await start()).extract(probe);
    const other = structuredClone(defaultPack.manifest);
    other.name = 'another pack';
    for (const file of filesOf(other)) file.file = defaultPack.urlOf(file);
    const json = new Blob([JSON.stringify(other)], { type: 'application/json' });
    const engine = await start({ models: URL.createObjectURL(json) });
    expect(await modelTime(engine, probe)).toBeGreaterThan(0);
    expect(await engine.cache.info()).toMatchObject({ hits: 0, misses: 1, size: 2 });
  });

  test('once the cache was cleared, by any engine', async () => {
    const [engine, other] = [await start(), await start()];
    await engine.extract(probe);
    await other.cache.clear();
    expect(await modelTime(engine, probe)).toBeGreaterThan(0);
    await engine.cache.clear();
    expect((await engine.cache.info()).size).toBe(0);
  });

  test('if it is decoded already, or had no face', async () => {
    const engine = await start();
    const bitmap = await createImageBitmap(probe);
    await engine.extract(bitmap);
    await engine.extract(bitmap);
    expect(await engine.cache.info()).toMatchObject({ size: 0, hits: 0, misses: 0 });
    const empty = await paintPicture(320, 240, () => undefined);
    for (let round = 0; round < 2; round++) {
      await expect(engine.extract(empty)).rejects.toMatchObject({ code: 'BPE-003002' });
    }
    expect(await engine.cache.info()).toMatchObject({ size: 0, hits: 0, misses: 2 });
  });

  test('beyond the bounds an app sets', async () => {
    const engine = await start({ cache: { maxEntries: 1 } });
    await engine.extract(probe);
    await engine.extract(reference);
    expect((await engine.cache.info()).size).toBe(1);
    expect(await modelTime(engine, probe)).toBeGreaterThan(0);
  });
});

describe('the cache leaves nothing behind', () => {
  test('if it is off: no database, and what was kept before can be cleared', async () => {
    const off = await start({ cache: false });
    await off.extract(probe);
    await off.extract(probe);
    expect(await off.cache.info()).toEqual({ storage: 'off', size: 0, hits: 0, misses: 0 });
    expect(await databases()).toEqual([]);
    await (await start()).extract(probe);
    await expect.poll(databases, { timeout: PATIENCE_MS }).toContain(CACHE_DATABASE);
    await off.cache.clear();
    expect(await databases()).not.toContain(CACHE_DATABASE);
  });

  test('once everything is erased, its key included, and goes on with another', async () => {
    const engine = await start();
    await engine.extract(probe);
    await engine.eraseAll();
    expect(await databases()).toEqual([]);
    await cacheOpened(engine);
    expect(await modelTime(engine, probe)).toBeGreaterThan(0);
    expect(await modelTime(engine, probe)).toBe(0);
  });
});
