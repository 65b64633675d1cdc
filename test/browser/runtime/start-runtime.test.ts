import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultPack } from '../../../src/page/default-pack.ts';
import { backendMemory } from '../../../src/runtime/backend-memory.ts';
import { EXTRACTION_ROLES, modelOf, modelsOf } from '../../../src/runtime/model-pack.ts';
import type { ModelRuntime } from '../../../src/runtime/model-runtime.ts';
import { startRuntime } from '../../../src/runtime/start-runtime.ts';
import { type Faults, fakeRuntime } from '../../support/fake-onnx-runtime.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

// A graphics card is not everywhere: the runtime is a fake. The memory of the choice is real.
const adapter = (isFallbackAdapter: boolean) =>
  ({
    info: { isFallbackAdapter, vendor: 'acme', architecture: 'one', device: '', description: 'fast' },
  }) as unknown as GPUAdapter;

const memory = () => backendMemory('acme one  fast', defaultPack);
const input = () => ({ data: Float32Array.of(1), shape: [1] });
const slowOn = (slow: string) => (provider: string) =>
  new Promise<void>((resolve) => setTimeout(resolve, provider === slow ? 20 : 1));

/** A visit of the page, its models loaded. */
async function visit(faults: Faults = {}, choice: 'auto' | 'wasm' | 'webgpu' = 'auto') {
  const { files, load, log } = fakeRuntime(defaultPack, { kind: 'wasm', threads: 1 }, faults);
  const runtime = await startRuntime(defaultPack, files, load, { backend: choice });
  await runtime.load(['detector', 'embedding']);
  return { runtime, log };
}

/** Waits for the trial, which begins when the runtime has been idle for a while. */
async function settled(runtime: ModelRuntime, kind: 'wasm' | 'webgpu'): Promise<void> {
  await vi.waitFor(async () => expect(await (await memory()).read()).toBe(kind), PATIENCE_MS);
  expect(await runtime.describe()).toContain(kind);
}

beforeEach(async () => {
  await caches.delete('inpage-face-backend');
  vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(adapter(false));
});
afterEach(() => vi.restoreAllMocks());

describe('if there is a graphics card', () => {
  test('WASM begins, WebGPU goes on if it is faster, and begins at the next visit', async () => {
    const { runtime, log } = await visit({ run: slowOn('wasm') });
    expect(await runtime.describe()).toContain('wasm');
    expect(log).not.toContain('load webgpu');
    await settled(runtime, 'webgpu');

    const next = await visit();
    expect(await next.runtime.describe()).toContain('webgpu');
    expect(next.log).not.toContain('load wasm');
  });

  test('WASM goes on if it is faster, and the next visit tries nothing', async () => {
    const { runtime, log } = await visit({ run: slowOn('webgpu') });
    await settled(runtime, 'wasm');
    const tried = EXTRACTION_ROLES.flatMap((role) => modelsOf(defaultPack, role));
    await vi.waitFor(
      () => expect(log.filter((entry) => entry === 'release webgpu')).toHaveLength(tried.length),
      PATIENCE_MS,
    );

    const next = await visit();
    await vi.waitFor(() => expect(next.runtime.idleTime).toBeGreaterThan(3000), PATIENCE_MS);
    expect(next.log).not.toContain('load webgpu');
  });

  test('WASM goes on if WebGPU fails its trial', async () => {
    const { runtime } = await visit({
      create: (provider) => {
        if (provider === 'webgpu') throw new Error('no such operator');
      },
    });
    await settled(runtime, 'wasm');
  });

  test('offline a failed trial says nothing: the next visit tries again', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const { log } = await visit({
      create: (provider) => {
        if (provider === 'webgpu') throw new Error('its file is not there');
      },
    });
    await vi.waitFor(() => expect(log).toContain('load webgpu'), PATIENCE_MS);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await (await memory()).read()).toBeUndefined();
  });

  test('a device lost in the middle of work costs no call, and WASM begins at the next visit', async () => {
    await (await memory()).keep('webgpu');
    const { runtime } = await visit({
      run: (provider) => {
        if (provider === 'webgpu') throw new Error('The device is lost');
      },
    });
    const runs = [
      runtime.run(modelOf(defaultPack, 'embedding'), input()),
      runtime.run(modelOf(defaultPack, 'detector'), input()),
    ];
    for (const { output } of await Promise.all(runs)) expect(output).toEqual(Float32Array.of(2));
    await settled(runtime, 'wasm');
    expect(await (await visit()).runtime.describe()).toContain('wasm');
  });

  test('a choice may be forced', async () => {
    expect(await (await visit({}, 'wasm')).runtime.describe()).toContain('wasm');
    expect(await (await visit({}, 'webgpu')).runtime.describe()).toContain('webgpu');
  });
});

test('a software adapter is never tried', async () => {
  vi.mocked(navigator.gpu.requestAdapter).mockResolvedValue(adapter(true));
  const { runtime, log } = await visit();
  await vi.waitFor(() => expect(runtime.idleTime).toBeGreaterThan(3000), PATIENCE_MS);
  expect(log).not.toContain('load webgpu');
});

describe('a remembered choice', () => {
  test('is one of its graphics card', async () => {
    await (await memory()).keep('webgpu');
    expect(await (await backendMemory('another', defaultPack)).read()).toBeUndefined();
  });

  test('for WASM ends after a month, as browsers and drivers improve', async () => {
    await (await memory()).keep('wasm');
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 31 * 24 * 60 * 60 * 1000);
    expect(await (await memory()).read()).toBeUndefined();
  });
});
