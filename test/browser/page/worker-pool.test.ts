import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createEngine, type EngineOptions, type FaceEngine } from '../../../src/index.ts';
import { captureWorkers } from '../../support/captured-workers.ts';
import { otherPerson, samePerson } from '../../support/pictures.ts';

let probe: Blob;
let reference: Blob;
let stranger: Blob;
let workers: Worker[];
const engines: FaceEngine[] = [];

beforeAll(async () => {
  [probe, reference] = await samePerson();
  stranger = await otherPerson();
});
afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose();
  vi.unstubAllGlobals();
});

async function start(options: EngineOptions): Promise<FaceEngine> {
  workers = captureWorkers();
  const engine = await createEngine({ cache: false, ...options });
  engines.push(engine);
  return engine;
}

describe('an engine of several workers', () => {
  test('starts the second worker when the first is busy, and no more than it may', async () => {
    const engine = await start({ workers: 2 });
    await engine.extract(probe);
    await engine.extract(probe);
    expect(workers).toHaveLength(1);
    await Promise.all(Array.from({ length: 6 }, () => engine.extract(probe)));
    expect(workers).toHaveLength(2);
  });

  test('answers as one worker does, whichever worker it is', async () => {
    const alone = await (await start({ threads: 1 })).extract(probe);
    const engine = await start({ workers: 2, threads: 1 });
    const templates = await Promise.all(Array.from({ length: 4 }, () => engine.extract(probe)));
    for (const template of templates) expect(template).toEqual(alone);
    const [same, other] = await Promise.all([
      engine.extractAndCompare(probe, reference),
      engine.extractAndCompare(probe, stranger),
    ]);
    expect(same.decision).toBe('approved');
    expect(other.decision).not.toBe('approved');
  });

  test('goes on if one of them dies', async () => {
    const engine = await start({ workers: 2 });
    await Promise.all([engine.extract(probe), engine.extract(probe)]);
    workers[1]?.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));
    // The page learns of it in its next turn.
    await new Promise((resolve) => setTimeout(resolve));
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => engine.extract(probe)));
    expect(results.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'));
    expect(workers).toHaveLength(3);
  });

  test('counts what all its caches answered, and clears them all', async () => {
    const engine = await start({ workers: 2, cache: {} });
    await Promise.all([engine.extract(probe), engine.extract(reference)]);
    await engine.cache.clear();
    const before = await engine.cache.info();
    await Promise.all([engine.extract(probe), engine.extract(reference), engine.extract(stranger)]);
    await engine.extract(probe);
    const { hits, misses, size } = await engine.cache.info();
    expect([hits - before.hits, misses - before.misses, size]).toEqual([1, 3, 3]);
    await engine.cache.clear();
    expect((await engine.cache.info()).size).toBe(0);
  });

  test('rejects the calls of all workers when it is disposed', async () => {
    const engine = await start({ workers: 2 });
    const calls = [engine.extract(probe), engine.extract(reference)];
    engine.dispose();
    for (const call of await Promise.allSettled(calls)) expect(call.status).toBe('rejected');
    await expect(engine.extract(probe)).rejects.toThrow(TypeError);
  });
});
