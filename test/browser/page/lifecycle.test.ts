import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { WorkerStart } from '../../../src/crossing/worker-start.ts';
import { ApiLiteError, createEngine, type EngineOptions, type FaceEngine } from '../../../src/index.ts';
import { captureWorkers } from '../../support/captured-workers.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { samePerson } from '../../support/pictures.ts';

let probe: Blob;
const engines: FaceEngine[] = [];

beforeAll(async () => {
  [probe] = await samePerson();
});
afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose();
  vi.unstubAllGlobals();
});

async function start(options?: EngineOptions): Promise<FaceEngine> {
  // Every call is to run the models.
  const engine = await createEngine({ cache: false, ...options });
  engines.push(engine);
  return engine;
}

describe('many calls', () => {
  test('answers 1,000 calls at once, each as if it were alone', { timeout: 10 * PATIENCE_MS }, async () => {
    const engine = await start();
    const template = await engine.extract(probe);
    const calls = Array.from({ length: 1000 }, async (_, index) =>
      index % 5 === 0
        ? expect(await engine.extract(probe)).toEqual(template)
        : expect((await engine.compare(template, template)).score).toBe(1),
    );
    await Promise.all(calls);
  });

  test('leaves the page free to paint while it works', async () => {
    const engine = await start();
    await engine.load();
    const begun = performance.now();
    const work = Promise.all(Array.from({ length: 20 }, () => engine.extract(probe)));
    let longest = 0;
    let last = begun;
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await work;
    clearInterval(timer);
    // A page that did the work itself would pause for all of it. Compared with each other, since the machine may be busy.
    expect(longest).toBeLessThan((performance.now() - begun) / 2);
  });

  test('runs two engines side by side', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(await first.extract(probe)).toEqual(await second.extract(probe));
  });
});

describe('cancelling', () => {
  test('rejects with the reason of the signal, and later calls work', async () => {
    const engine = await start();
    const controller = new AbortController();
    const reason = new Error('the person left');
    const call = engine.extract(probe, { signal: controller.signal });
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect((await engine.extract(probe)).byteLength).toBeGreaterThan(0);
  });

  test('does not start with a signal that is already aborted', async () => {
    const engine = await start();
    await expect(engine.extract(probe, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test('takes a call out of the queue', async () => {
    const engine = await start();
    const controller = new AbortController();
    const calls = Array.from({ length: 10 }, () => engine.extract(probe, { signal: controller.signal }));
    const kept = engine.extract(probe);
    controller.abort();
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect((await kept).byteLength).toBeGreaterThan(0);
  });
});

describe('disposing', () => {
  test('rejects calls under way, and nothing hangs', async () => {
    const engine = await start();
    const calls = Promise.allSettled([engine.extract(probe), engine.health(), engine.faces(probe)]);
    engine.dispose();
    for (const outcome of await calls) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
    }
  });

  test('makes later calls a TypeError', async () => {
    const engine = await start();
    engine.dispose();
    engine.dispose();
    await expect(engine.extract(probe)).rejects.toThrow(TypeError);
  });

  test('ends the worker', async () => {
    const workers = captureWorkers();
    const engine = await start();
    const terminate = vi.spyOn(workers[0] as Worker, 'terminate');
    engine.dispose();
    await vi.waitFor(() => expect(terminate).toHaveBeenCalled(), PATIENCE_MS);
  });
});

describe('a worker that dies', () => {
  test('fails the calls under way with BPE-001001; the next call starts another', async () => {
    const workers = captureWorkers();
    const engine = await start();
    await engine.load();
    const call = engine.extract(probe);
    workers[0]?.terminate();
    await expect(call).rejects.toMatchObject({ code: 'BPE-001001', status: 500 });
    expect((await engine.extract(probe)).byteLength).toBeGreaterThan(0);
    expect(workers).toHaveLength(2);
  });

  test('is followed by one that opens galleries under the protection that they were changed to', async () => {
    const workers = captureWorkers();
    const engine = await start();
    const gallery = await engine.gallery('changed');
    await gallery.enroll('ada', await engine.extract(probe));
    await gallery.changeProtection({ passphrase: 'tea' });
    workers[0]?.terminate();
    await expect(gallery.info()).rejects.toMatchObject({ code: 'BPE-001001' });
    expect(await gallery.info()).toMatchObject({ people: 1, protection: 'passphrase' });
    await engine.eraseAll();
  });

  test('is told when its script can not be loaded', async () => {
    const Original = Worker;
    vi.stubGlobal(
      'Worker',
      class extends Original {
        constructor() {
          super('/test-data/no-such-script.js', { type: 'module' });
        }
      },
    );
    await expect(createEngine()).rejects.toMatchObject({ code: 'BPE-001001' });
  });

  test('is told when the engine that its entry imports can not be loaded', async () => {
    const Original = Worker;
    vi.stubGlobal(
      'Worker',
      class extends Original {
        override postMessage(message: unknown, options: unknown) {
          const start = { ...(message as WorkerStart), engine: '/test-data/no-such-script.js' };
          super.postMessage(start, options as Transferable[]);
        }
      },
    );
    const failure = { code: 'BPE-001001', message: expect.stringContaining('no-such-script.js') };
    await expect(createEngine()).rejects.toMatchObject(failure);
  });
});

describe('errors', () => {
  test('keep their class, code and status on the way from the worker', async () => {
    const engine = await start();
    const error = await engine.extract(new Blob(['no picture'])).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiLiteError);
    expect(error).toMatchObject({ code: 'BPE-002003', status: 400, name: 'ApiLiteError' });
  });

  test.each<[string, EngineOptions]>([
    ['backend', { backend: 'cuda' as unknown as 'wasm' }],
    ['threads', { threads: 0 }],
    ['thresholds.approved', { thresholds: { approved: 2 } }],
    ['operatorRequired', { thresholds: { approved: 0.3 } }],
    ['models', { models: 'http://:x' }],
  ])('name the wrong option: %s', async (name, options) => {
    await expect(createEngine(options)).rejects.toThrow(TypeError);
    await expect(createEngine(options)).rejects.toThrow(name);
  });
});
