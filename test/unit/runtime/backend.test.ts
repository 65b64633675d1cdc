import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { describeBackend, probeEnvironment, wasmBackend } from '../../../src/runtime/backend.ts';

// Node before 24 has no promise integration, which browsers with WebGPU may have.
beforeEach(() => vi.stubGlobal('WebAssembly', { Suspending: class {}, promising() {} }));
afterEach(() => vi.unstubAllGlobals());

const plain = { gpu: undefined, sharesMemory: false, cores: 8 };
const isolated = { ...plain, sharesMemory: true };

describe('WASM runs on', () => {
  test.each([
    ['four threads at most', undefined, isolated, 'wasm, 4 threads'],
    ['as many threads as there are cores', undefined, { ...isolated, cores: 2 }, 'wasm, 2 threads'],
    ['as many threads as asked for', 3, isolated, 'wasm, 3 threads'],
    ['one thread if memory can not be shared', 3, plain, 'wasm, 1 thread'],
  ] as const)('%s', (_what, threads, environment, expected) => {
    expect(describeBackend(wasmBackend(threads, environment))).toBe(expected);
  });
});

describe('what the environment offers', () => {
  const probeWith = (requestAdapter: () => Promise<unknown>) => {
    vi.stubGlobal('navigator', { gpu: { requestAdapter }, hardwareConcurrency: 6 });
    return probeEnvironment();
  };

  test('is nothing if there is no browser', async () => {
    vi.stubGlobal('navigator', undefined);
    expect(await probeEnvironment()).toEqual({ gpu: undefined, sharesMemory: false, cores: 1 });
  });

  test.each([
    ['if the page is isolated', true, SharedArrayBuffer, true],
    ['not in an isolated page of a browser without such memory', true, undefined, false],
    ['not in a page that is not isolated', false, SharedArrayBuffer, false],
  ])('is memory that threads share: %s', async (_where, crossOriginIsolated, memory, expected) => {
    vi.stubGlobal('crossOriginIsolated', crossOriginIsolated);
    vi.stubGlobal('SharedArrayBuffer', memory);
    expect(await probeEnvironment()).toMatchObject({ sharesMemory: expected });
  });

  test('is a GPU if an adapter answers that is no software', async () => {
    const adapter = (isFallbackAdapter: boolean) => async () => ({
      info: { isFallbackAdapter, vendor: 'acme', architecture: 'one', device: '', description: 'fast' },
    });
    expect(await probeWith(adapter(false))).toMatchObject({ gpu: 'acme one  fast', cores: 6 });
    expect(await probeWith(adapter(true))).toMatchObject({ gpu: undefined });
  });

  test("is no GPU if the runtime's WebGPU build can't run: WebAssembly has no promise integration", async () => {
    const info = { isFallbackAdapter: false, vendor: 'acme', architecture: '', device: '', description: '' };
    for (const lacking of [{}, undefined]) {
      vi.stubGlobal('WebAssembly', lacking);
      expect(await probeWith(async () => ({ info }))).toMatchObject({ gpu: undefined });
    }
  });

  test('is no GPU if none answers', async () => {
    expect(await probeWith(async () => null)).toMatchObject({ gpu: undefined });
    expect(await probeWith(() => Promise.reject(new Error('lost')))).toMatchObject({ gpu: undefined });
  });
});
