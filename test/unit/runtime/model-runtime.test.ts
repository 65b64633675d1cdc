import { describe, expect, test, vi } from 'vitest';
import { ApiLiteError } from '../../../src/contract/errors.ts';
import { defaultPack } from '../../../src/page/default-pack.ts';
import type { Backend } from '../../../src/runtime/backend.ts';
import { modelOf } from '../../../src/runtime/model-pack.ts';
import type { RuntimeParts } from '../../../src/runtime/model-runtime.ts';
import { type Faults, fakeRuntime } from '../../support/fake-onnx-runtime.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

const WASM: Backend = { kind: 'wasm', threads: 2 };
const WEBGPU: Backend = { kind: 'webgpu' };

const start = (backend: Backend, faults?: Faults, parts?: RuntimeParts) =>
  fakeRuntime(defaultPack, backend, faults, parts);
const input = () => ({ data: Float32Array.of(1, 2), shape: [1, 2] });
const DOUBLED = { output: Float32Array.of(2, 4) };

/** Throws at the first call only. */
function once(error: Error): () => void {
  let isFirst = true;
  return () => {
    if (!isFirst) return;
    isFirst = false;
    throw error;
  };
}

describe('a model', () => {
  test('is loaded when it is first needed, and once', async () => {
    const { runtime, log } = start(WASM);
    expect(log).toEqual([]);
    expect(
      await Promise.all([
        runtime.run(modelOf(defaultPack, 'detector'), input()),
        runtime.run(modelOf(defaultPack, 'detector'), input()),
      ]),
    ).toEqual([DOUBLED, DOUBLED]);
    expect(log).toEqual([
      'load wasm',
      `read ${modelOf(defaultPack, 'detector').file}`,
      'create wasm',
      'run wasm',
      'run wasm',
    ]);
  });

  test('is loaded beside the others, by one runtime', async () => {
    const { runtime, log } = start(WASM);
    await runtime.load(['detector', 'embedding']);
    expect(log.filter((entry) => entry === 'load wasm')).toHaveLength(1);
    const readBoth = log.indexOf(`read ${modelOf(defaultPack, 'embedding').file}`);
    expect(readBoth).toBeLessThan(log.indexOf('create wasm'));
  });

  test('that failed to load is tried again by the next call', async () => {
    const altered = new ApiLiteError('BPE-001002', 'altered');
    const { runtime } = start(WASM, { read: once(altered) });
    await expect(runtime.load(['detector'])).rejects.toBe(altered);
    expect(await runtime.run(modelOf(defaultPack, 'detector'), input())).toEqual(DOUBLED);
  });

  test('that the runtime refuses is BPE-001002, naming it', async () => {
    const { runtime } = start(WASM, { create: once(new Error('no such operator')) });
    await expect(runtime.load(['embedding'])).rejects.toMatchObject({
      code: 'BPE-001002',
      message: expect.stringMatching(/embedding.*no such operator/),
    });
  });
});

describe('the runtime', () => {
  test('that failed to load is BPE-001002 with the reason, and tried again', async () => {
    const { runtime } = start(WASM, { load: once(new Error('blocked by CSP')) });
    await expect(runtime.describe()).rejects.toMatchObject({
      code: 'BPE-001002',
      message: expect.stringContaining('blocked by CSP'),
    });
    expect(await runtime.describe()).toBe('onnxruntime-web 0.0.0 (wasm, 2 threads)');
  });

  test('says what it runs on', async () => {
    expect(await start(WEBGPU).runtime.describe()).toBe('onnxruntime-web 0.0.0 (webgpu)');
  });
});

describe('if WebGPU fails, everything goes on with WASM', () => {
  const failsOn = (part: string) => (kind: string) => {
    if (kind === 'webgpu') throw new Error(`${part} failed`);
  };

  test.each<[string, Faults]>([
    ['when its build of the runtime is loaded', { load: failsOn('load') }],
    ['when a session is created', { create: failsOn('create') }],
    ['during a run', { run: failsOn('run') }],
  ])('%s', async (_when, faults) => {
    const { runtime, log } = start(WEBGPU, faults);
    expect(await runtime.run(modelOf(defaultPack, 'detector'), input())).toEqual(DOUBLED);
    expect(await runtime.run(modelOf(defaultPack, 'embedding'), input())).toEqual(DOUBLED);
    expect(await runtime.describe()).toMatch(/wasm, 1 thread\)$/);
    const afterTheSwitch = log.slice(log.indexOf('create wasm'));
    expect(afterTheSwitch.filter((entry) => entry.endsWith('webgpu'))).toEqual([]);
  });

  test('also with several runs failing at once, each model being loaded once more', async () => {
    const { runtime, log } = start(WEBGPU, { run: failsOn('run') });
    const runs = Array.from({ length: 6 }, (_, i) =>
      runtime.run(modelOf(defaultPack, i % 2 ? 'detector' : 'embedding'), input()),
    );
    expect(await Promise.all(runs)).toEqual(runs.map(() => DOUBLED));
    expect(log.filter((entry) => entry === 'create wasm')).toHaveLength(2);
  });

  test('and each model is loaded once if the runtime itself can not be', async () => {
    const { runtime, log } = start(WEBGPU, { load: failsOn('load') });
    await runtime.load(['detector', 'embedding']);
    await runtime.run(modelOf(defaultPack, 'detector'), input());
    expect(log.filter((entry) => entry === 'create wasm')).toHaveLength(2);
  });

  test('and what WebGPU held is freed, also if only one model failed', async () => {
    let created = 0;
    const { runtime, log } = start(WEBGPU, {
      create: (provider) => {
        if (provider === 'webgpu' && ++created === 2) throw new Error('no such operator');
      },
    });
    await runtime.load(['detector', 'embedding']);
    await vi.waitFor(() => expect(log).toContain('release webgpu'), PATIENCE_MS);
    expect(log.filter((entry) => entry === 'create wasm')).toHaveLength(2);
  });

  test('on the threads there are, and whoever remembers the choice is told once', async () => {
    const onFallback = vi.fn();
    const fallback: Backend = { kind: 'wasm', threads: 3 };
    const { runtime } = start(WEBGPU, { run: failsOn('run') }, { fallback, onFallback });
    await Promise.all([
      runtime.run(modelOf(defaultPack, 'detector'), input()),
      runtime.run(modelOf(defaultPack, 'embedding'), input()),
    ]);
    expect(await runtime.describe()).toMatch(/wasm, 3 threads\)$/);
    expect(onFallback).toHaveBeenCalledOnce();
  });

  test('but not if the model’s file is at fault', async () => {
    const { runtime } = start(WEBGPU, { read: once(new ApiLiteError('BPE-001002', 'altered')) });
    await expect(runtime.run(modelOf(defaultPack, 'detector'), input())).rejects.toThrow('altered');
    expect(await runtime.describe()).toMatch(/webgpu/);
  });

  test('and a failure there is told', async () => {
    const { runtime } = start(WEBGPU, {
      run: () => {
        throw new Error('out of memory');
      },
    });
    await expect(runtime.run(modelOf(defaultPack, 'detector'), input())).rejects.toMatchObject({
      code: 'BPE-001002',
    });
  });
});

describe('another backend tried beside the one in use', () => {
  test('goes on if it is the better one, without a call being lost; the other is released', async () => {
    const { runtime, log } = start(WASM);
    await runtime.load(['detector']);
    const runs: Promise<unknown>[] = [];
    const taken = await runtime.tryOut(WEBGPU, async () => {
      for (let run = 0; run < 5; run++) runs.push(runtime.run(modelOf(defaultPack, 'detector'), input()));
      return true;
    });
    expect(taken).toBe(true);
    runs.push(runtime.run(modelOf(defaultPack, 'detector'), input()));
    expect(await Promise.all(runs)).toEqual(runs.map(() => DOUBLED));
    expect(await runtime.describe()).toMatch(/webgpu/);
    await vi.waitFor(() => expect(log).toContain('release wasm'), PATIENCE_MS);
    expect(log.indexOf('release wasm')).toBeGreaterThan(log.lastIndexOf('run wasm'));
  });

  test('is released if it is not', async () => {
    const { runtime, log } = start(WASM);
    await runtime.load(['detector']);
    expect(await runtime.tryOut(WEBGPU, async () => false)).toBe(false);
    await vi.waitFor(() => expect(log).toContain('release webgpu'), PATIENCE_MS);
    expect(await runtime.describe()).toMatch(/wasm/);
  });

  test('leaves everything as it was if it fails', async () => {
    const failing = {
      create: (provider: string) => {
        if (provider === 'webgpu') throw new Error('no such operator');
      },
    };
    const { runtime } = start(WASM, failing);
    await runtime.load(['detector']);
    await expect(runtime.tryOut(WEBGPU, async () => true)).rejects.toThrow('no such operator');
    expect(await runtime.run(modelOf(defaultPack, 'detector'), input())).toEqual(DOUBLED);
    expect(await runtime.describe()).toMatch(/wasm/);
  });

  test('can wait until the runtime is idle', async () => {
    const { runtime } = start(WASM);
    expect(runtime.idleTime).toBe(0);
    await runtime.load(['detector']);
    await vi.waitFor(() => expect(runtime.idleTime).toBeGreaterThan(5), PATIENCE_MS);
    const run = runtime.run(modelOf(defaultPack, 'detector'), input());
    expect(runtime.idleTime).toBe(0);
    await run;
  });
});
