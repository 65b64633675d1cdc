import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEngine, type FaceEngine } from '../../../src/index.ts';
import {
  ANSWERED_BY,
  type FaceServiceWorker,
  type FaceServiceWorkerOptions,
  registerFaceServiceWorker,
} from '../../../src/page/register-service-worker.ts';
import { misspelt, unknownOption } from '../../support/misspelt.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import script from './service-worker/script.ts?url';

const HEALTH = '/v1/face/pattern/health';

let faces: FaceServiceWorker | undefined;
let engine: FaceEngine | undefined;

async function register(options: FaceServiceWorkerOptions = {}): Promise<FaceServiceWorker> {
  faces = await registerFaceServiceWorker({ script, ...options });
  return faces;
}

beforeEach(() => {
  document.body.replaceChildren();
});
afterEach(async () => {
  engine?.dispose();
  await faces?.unregister();
});

// A service worker's caches outlive it; other files of this origin look at what is kept.
afterAll(async () => {
  for (const name of await caches.keys()) await caches.delete(name);
});

/** What a page in the service worker's scope is answered. */
async function askFromPage(
  { registration }: FaceServiceWorker,
  path: string,
  init?: RequestInit,
): Promise<Response | undefined> {
  const frame = document.createElement('iframe');
  frame.src = new URL('client.html', registration.scope).href;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  return frame.contentWindow?.fetch(location.origin + path, init);
}

/** Who answers a request of a page in the service worker's scope. */
async function whoAnswers(worker: FaceServiceWorker): Promise<string | null | undefined> {
  const response = await askFromPage(worker, HEALTH);
  // The service worker's own engine needs the runtime as its build has it: here it says so, and answers all the same.
  expect(response?.status).toBe(200);
  return response?.headers.get(ANSWERED_BY);
}

describe('an engine is hosted', () => {
  test('by a function that promises it, which is asked whenever the service worker connects', async () => {
    const mine = createEngine({ cache: false });
    // A start takes seconds on a busy machine, after which the service worker would ask again.
    engine = await mine;
    const give = vi.fn(() => mine);
    const worker = await register({ engine: give });
    expect(await whoAnswers(worker)).toBe('page');
    expect(give).toHaveBeenCalledTimes(1);
  });

  test('later, too; how it serves is no public call of it', async () => {
    const worker = await register();
    engine = await createEngine({ cache: false });
    await worker.host(engine);
    expect(await whoAnswers(worker)).toBe('page');
    expect('serve' in engine).toBe(false);
  });

  test('by a function that fails: the service worker answers by its own', async () => {
    const worker = await register({ engine: () => Promise.reject(new Error('no engine today')) });
    expect(await whoAnswers(worker)).toBe('service-worker');
  });

  test('if createEngine made it, and was awaited', async () => {
    const worker = await register();
    const wrong = [{}, Promise.resolve(), { serve: () => undefined }];
    for (const given of wrong) {
      await expect(worker.host(given as never)).rejects.toThrow('engine must be what createEngine()');
    }
  });
});

describe('in mode local a photo stays on the device, however the path is spelled', () => {
  const photo = { method: 'POST', headers: { 'Content-Type': 'image/jpeg' }, body: new Blob(['no picture']) };

  test.each([
    '/v1/face/pattern/extract/',
    '//v1//face/pattern/extract',
    '/V1/Face/Pattern/EXTRACT',
    '/v1/f%61ce/pattern/extrac%74',
    '/v1/face/pattern/extract/?from=app',
  ])('%s', async (path) => {
    const worker = await register({ mode: 'local' });
    engine = await createEngine({ cache: false });
    await worker.host(engine);
    const response = await askFromPage(worker, path, photo);
    expect(response?.headers.get(ANSWERED_BY)).toBe('page');
    expect(response?.status).toBe(400);
    expect(await response?.json()).toMatchObject({ code: 'BPE-002003' });
  });
});

test('the caches of an app in the same scope are left alone', async () => {
  const scope = new URL('.', new URL(script, location.href)).href;
  // Workbox's name for them, which every app that uses it has.
  const name = `workbox-precache-v2-${scope}`;
  const file = new Request(`${scope}app.js?__WB_REVISION__=1`);
  await (await caches.open(name)).put(file, new Response('the app'));
  await register();
  expect(await (await caches.match(file))?.text()).toBe('the app');
  const added = (await caches.keys()).filter((key) => !key.includes('inpage-face'));
  expect(added).toEqual([name]);
});

type Call = [
  call: string,
  name: string,
  nearest: string,
  run: (worker: FaceServiceWorker, options: never) => Promise<unknown>,
];

const CALLS: Call[] = [
  ['settings', 'sginal', 'signal', (worker, options) => worker.settings(options)],
  ['setMode', 'method', 'methods', (worker, options) => worker.setMode('remote', options)],
  ['host', 'sginal', 'signal', (worker, options) => worker.host(neverAsked, options)],
  ['keepOffline', 'sginal', 'signal', (worker, options) => worker.keepOffline(options)],
  ['unregister', 'sginal', 'signal', (worker, options) => worker.unregister(options)],
];

const neverAsked = () => Promise.reject(new Error('no engine here'));

describe('options', () => {
  test.for([
    ['scop', 'scope'],
    ['moed', 'mode'],
    ['basepath', 'basePath'],
  ] as const)('registering refuses "%s": did you mean "%s"?', async ([name, nearest]) => {
    const refused = register(misspelt(name));
    await expect(refused).rejects.toThrow(TypeError);
    await expect(refused).rejects.toThrow(unknownOption(name, nearest));
  });

  test('every call refuses unknown ones, and does nothing', async () => {
    const worker = await register();
    for (const [call, name, nearest, run] of CALLS) {
      const refused = run(worker, misspelt(name));
      await expect(refused, call).rejects.toThrow(TypeError);
      await expect(refused, call).rejects.toThrow(`${call}() options: ${unknownOption(name, nearest)}`);
    }
    // As it was called before there were options.
    await expect(worker.setMode('remote', 'detect' as never)).rejects.toThrow(
      'must be an object, not detect',
    );
    expect((await worker.settings()).mode).toBe('local');
    expect(await navigator.serviceWorker.getRegistration(worker.registration.scope)).toBeDefined();
  });
});

describe('a signal', () => {
  test('that is aborted before registers nothing', async () => {
    const reason = new Error('the person left');
    await expect(register({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const registrations = await navigator.serviceWorker.getRegistrations();
    expect(registrations.map(({ active }) => active?.scriptURL)).toEqual([]);
  });

  test('that is aborted under way ends registering, and hosts no engine any more', async () => {
    const controller = new AbortController();
    const give = vi.fn(neverAsked);
    const registering = register({ signal: controller.signal, engine: give });
    controller.abort('not now');
    await expect(registering).rejects.toBe('not now');
    await register();
    // Time enough for the service worker to connect, if it was told of an engine.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(give).not.toHaveBeenCalled();
  });

  test('is the reason of every call, before and under way', async () => {
    const worker = await register();
    for (const [call, , , run] of CALLS) {
      const before = run(worker, { signal: AbortSignal.abort('before') } as never);
      await expect(before, call).rejects.toBe('before');
      const controller = new AbortController();
      const underWay = run(worker, { signal: controller.signal } as never);
      controller.abort('under way');
      await expect(underWay, call).rejects.toBe('under way');
    }
  });

  test('that is aborted before leaves the hosted engine as it is', async () => {
    const mine = createEngine({ cache: false });
    const worker = await register();
    const give = vi.fn(neverAsked);
    const hosted = worker.host(() => mine);
    await expect(worker.host(give, { signal: AbortSignal.abort('not now') })).rejects.toBe('not now');
    await expect(worker.host(give, { sginal: undefined } as never)).rejects.toThrow(TypeError);
    await hosted;
    engine = await mine;
    expect(await whoAnswers(worker)).toBe('page');
    expect(give).not.toHaveBeenCalled();
  });

  test('keeps no listener', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const worker = await register({ signal });
    await worker.settings({ signal });
    await worker.setMode('local', { signal });
    await worker.host(neverAsked, { signal });
    await worker.unregister({ signal });
    await vi.waitFor(() => expect(removed).toHaveBeenCalledTimes(added.mock.calls.length), PATIENCE_MS);
    expect(added.mock.calls.length).toBeGreaterThanOrEqual(5);
  });
});
