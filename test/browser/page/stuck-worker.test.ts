import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { WorkerStart } from '../../../src/crossing/worker-start.ts';
import { createEngine, type FaceEngine } from '../../../src/index.ts';
import { captureWorkers } from '../../support/captured-workers.ts';
import { samePerson } from '../../support/pictures.ts';

let probe: Blob;
let engine: FaceEngine | undefined;

beforeAll(async () => {
  [probe] = await samePerson();
});
afterEach(() => {
  engine?.dispose();
  vi.unstubAllGlobals();
});

/**
 * Engines started from here on have workers that go in a circle for ever when they are told so.
 *
 * @param isStuck Whether one does so from the start, by how many were started.
 */
function stickyWorkers(isStuck = (_started: number) => false): Worker[] {
  const workers = captureWorkers();
  vi.stubGlobal(
    'Worker',
    class extends Worker {
      override postMessage(message: unknown, transfer?: unknown): void {
        if (isStart(message)) message.engine = isStuck(workers.length) ? STUCK : sticky(message.engine);
        super.postMessage(message, transfer as Transferable[]);
      }
    },
  );
  return workers;
}

const isStart = (message: unknown): message is WorkerStart =>
  typeof message === 'object' && message !== null && 'engine' in message;

/** A script in which a worker stays. */
const STUCK = 'data:text/javascript,for (;;);';

/** The engine's script, and a listener beside it. */
function sticky(engineScript: string): string {
  const script = `
    addEventListener('message', ({ data }) => {
      if (data.reader) globalThis.inpageFaceHandOver.watch.postMessage({ call: data.reader, isReading: true });
      if (data.stick) for (;;);
    });
    await import(${JSON.stringify(engineScript)});`;
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}

describe('a worker that does not answer any more', () => {
  test('is ended: the call whose medium it was reading is rejected, the others are made again', async () => {
    const workers = stickyWorkers();
    engine = await createEngine({ cache: false });
    const template = await engine.extract(probe);
    // The first call had the number 1, so these have 2 and 3.
    const guilty = engine.detect({ media: [{ name: 'clip', content: probe }] });
    const innocent = engine.extract(probe);
    workers[0]?.postMessage({ reader: 2, stick: true });
    await expect(guilty).rejects.toMatchObject({ code: 'LDE-002004' });
    expect(await innocent).toEqual(template);
    expect(workers).toHaveLength(2);
    const response = await engine.fetch(new Request('http://localhost/v1/face/pattern/health'));
    expect(await response.json()).toEqual({ status: 0, message: '' });
  });

  test('is ended even if it never told what it was doing; calls are made again once', async () => {
    const workers = stickyWorkers();
    engine = await createEngine({ cache: false });
    await engine.load();
    workers[0]?.postMessage({ stick: true });
    expect((await engine.extract(probe)).byteLength).toBeGreaterThan(0);
    expect(workers).toHaveLength(2);
  });
});

test('a worker that gets stuck as it starts is followed by another, and nobody notices', async () => {
  const workers = stickyWorkers((started) => started === 1);
  engine = await createEngine({ cache: false });
  expect((await engine.extract(probe)).byteLength).toBeGreaterThan(0);
  expect(workers).toHaveLength(2);
});

test('a worker that ends while it starts leaves no one waiting', async () => {
  const Original = Worker;
  vi.stubGlobal(
    'Worker',
    class extends Original {
      constructor(...parameters: ConstructorParameters<typeof Original>) {
        super(...parameters);
        setTimeout(() => this.terminate(), 1);
      }
    },
  );
  await expect(createEngine()).rejects.toMatchObject({ code: 'BPE-001001' });
});
