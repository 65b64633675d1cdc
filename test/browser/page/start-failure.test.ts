import { afterEach, describe, expect, test, vi } from 'vitest';
import { ApiLiteError, createEngine } from '../../../src/index.ts';
import type { Failure, Start } from './starts-in-worker.ts';

afterEach(() => vi.unstubAllGlobals());

const scriptIn = (folder: string) => new URL(`${folder}face-worker.js`, location.href).href;

test.each([
  ['nothing', '/test-data/missing/', 'answered HTTP status 404. '],
  [
    'the page that a host answers with',
    '/test-data/no-scripts/html/',
    'answered a page of HTML in place of ',
  ],
  ['another type', '/test-data/no-scripts/plain/', `came as "text/plain", which browsers don't run`],
])('%s in place of the worker: the error names the script and what came back', async (_, assets, what) => {
  const error = await createEngine({ assets }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiLiteError);
  expect(error).toMatchObject({
    code: 'BPE-001001',
    message: expect.stringContaining(`The engine's worker can't run: ${scriptIn(assets)} ${what}`),
  });
});

test('no answer: the error says that the script can’t be fetched', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  await expect(createEngine({ assets: '/test-data/missing/' })).rejects.toThrow(
    `${scriptIn('/test-data/missing/')} can't be fetched: Failed to fetch. `,
  );
});

describe('in a worker, which has no document to ask,', () => {
  async function failureInWorker(start: Start): Promise<Failure> {
    const worker = new Worker(new URL('./starts-in-worker.ts', import.meta.url), { type: 'module' });
    const failure = await new Promise<Failure>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(start);
    });
    worker.terminate();
    return failure;
  }

  test('a script that was never there is told as on a page', async () => {
    const assets = '/test-data/missing/';
    const failure = await failureInWorker({ assets, goes: false });
    expect(failure).toMatchObject({ code: 'BPE-001001', told: 0 });
    expect(failure.message).toContain(`${scriptIn(assets)} answered HTTP status 404. `);
  });

  test('a script that an engine was started from, and that is gone, means that the app was updated', async () => {
    const failure = await failureInWorker({ goes: true });
    expect(failure).toMatchObject({ code: 'BPE-001001', reason: 'app-updated', told: 1 });
  });
});
