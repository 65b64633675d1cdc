import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseBackend, describeBackend, probeEnvironment } from '../../../src/runtime/backend.ts';

afterEach(() => vi.unstubAllGlobals());

const plain = { hardwareGpu: false, crossOriginIsolated: false, cores: 8 };
const isolated = { ...plain, crossOriginIsolated: true };

describe('the models run on', () => {
  it.each([
    ['WebGPU where the adapter is real', 'auto', undefined, { ...isolated, hardwareGpu: true }, 'webgpu'],
    ['WASM where there is none', 'auto', undefined, isolated, 'wasm, 4 threads'],
    ['WASM where it is asked for', 'wasm', undefined, { ...isolated, hardwareGpu: true }, 'wasm, 4 threads'],
    ['WebGPU where it is asked for, real or not', 'webgpu', undefined, plain, 'webgpu'],
    ['as many threads as there are cores', 'auto', undefined, { ...isolated, cores: 2 }, 'wasm, 2 threads'],
    ['as many threads as asked for', 'auto', 3, isolated, 'wasm, 3 threads'],
    ['one thread where memory can not be shared', 'auto', 3, plain, 'wasm, 1 thread'],
  ] as const)('%s', (_what, choice, threads, environment, expected) => {
    expect(describeBackend(chooseBackend(choice, threads, environment))).toBe(expected);
  });
});

describe('what the environment offers', () => {
  const probeWith = (requestAdapter: () => Promise<unknown>) => {
    vi.stubGlobal('navigator', { gpu: { requestAdapter }, hardwareConcurrency: 6 });
    return probeEnvironment();
  };

  it('is nothing where there is no browser', async () => {
    vi.stubGlobal('navigator', undefined);
    expect(await probeEnvironment()).toEqual({ hardwareGpu: false, crossOriginIsolated: false, cores: 1 });
  });

  it('is a GPU where an adapter answers that is no software', async () => {
    const adapter = (isFallbackAdapter: boolean) => async () => ({ info: { isFallbackAdapter } });
    expect(await probeWith(adapter(false))).toMatchObject({ hardwareGpu: true, cores: 6 });
    expect(await probeWith(adapter(true))).toMatchObject({ hardwareGpu: false });
  });

  it('is no GPU where none answers', async () => {
    expect(await probeWith(async () => null)).toMatchObject({ hardwareGpu: false });
    expect(await probeWith(() => Promise.reject(new Error('lost')))).toMatchObject({ hardwareGpu: false });
  });
});
