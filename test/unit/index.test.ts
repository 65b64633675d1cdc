import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

describe('imported without a browser, as in server rendering', () => {
  test('does no harm, and touches nothing global', async () => {
    const before = Object.getOwnPropertyNames(globalThis);
    const package_ = await import('../../src/index.ts');
    expect(Object.keys(package_).sort()).toEqual([
      'ApiLiteError',
      'DEFAULT_DECISION_THRESHOLDS',
      'GESTURES',
      'StorageError',
      'createEngine',
      'drawFaces',
      'preload',
    ]);
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
  });

  test('gives the same names from the entry for servers', async () => {
    const browser = await Promise.all([
      import('../../src/index.ts'),
      import('../../src/capture/index.ts'),
      import('../../src/page/register-service-worker.ts'),
    ]);
    const server = await import('../../src/node.ts');
    expect(Object.keys(server).sort()).toEqual(browser.flatMap((entry) => Object.keys(entry)).sort());
    await expect(server.registerFaceServiceWorker()).rejects.toThrow(TypeError);
  });

  test('starts no engine: a TypeError says why', async () => {
    const { createEngine } = await import('../../src/index.ts');
    await expect(createEngine()).rejects.toThrow(TypeError);
    await expect(createEngine()).rejects.toThrow('on the client, not on the server');
  });

  test('fetches nothing ahead, and is no error: pages may ask while they are rendered', async () => {
    const [{ preload }, server] = await Promise.all([
      import('../../src/index.ts'),
      import('../../src/node.ts'),
    ]);
    await expect(preload()).resolves.toBeUndefined();
    await expect(server.preload()).resolves.toBeUndefined();
  });

  test('has its errors, for code that both sides share', async () => {
    const { ApiLiteError } = await import('../../src/index.ts');
    expect(new ApiLiteError('BPE-003002', 'No face.').toJSON()).toEqual({
      code: 'BPE-003002',
      message: 'No face.',
    });
  });
});

describe('imported into a page that lacks what engines need, as jsdom is', () => {
  beforeEach(() => {
    vi.resetModules();
    const lacking = [
      'TextEncoder',
      'TextDecoder',
      'Blob',
      'Response',
      'Worker',
      'BroadcastChannel',
      'crypto',
    ];
    for (const name of lacking) vi.stubGlobal(name, undefined);
  });
  afterEach(() => vi.unstubAllGlobals());

  test.each([
    ['the package', () => import('../../src/index.ts'), 'createEngine'],
    ['its element', () => import('../../src/capture/index.ts'), 'FaceCaptureElement'],
    [
      'its service worker',
      () => import('../../src/page/register-service-worker.ts'),
      'registerFaceServiceWorker',
    ],
  ])('%s does not throw', async (_what, load, name) => {
    expect(await load()).toHaveProperty(name);
  });
});
