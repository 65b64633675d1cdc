import { afterEach, describe, expect, test } from 'vitest';
import { createEngine, type FaceEngine } from '../../../src/index.ts';
import { defaultPack } from '../../../src/page/default-pack.ts';
import { engineFiles } from '../../../src/page/engine-files.ts';
import type { RuntimeChoice, WasmBackend } from '../../../src/runtime/backend.ts';
import { filesOf } from '../../../src/runtime/model-pack.ts';
import type { RuntimeFiles } from '../../../src/runtime/runtime-files.ts';
import { samePerson } from '../../support/pictures.ts';
import { tinyModel } from '../../support/tiny-model.ts';
import type { BundledOutcome } from './bundled-runtime-worker.ts';
import bundledWorker from './bundled-runtime-worker.ts?worker&url';
import type { RuntimeOutcome, RuntimeTask } from './runtime-worker.ts';
import runtimeWorker from './runtime-worker.ts?worker&url';

/** Operators that no face model has. */
const UNUSED = { name: 'Cosh', of: Math.cosh };
const UNUSED_IN_THREADS = { name: 'Softsign', of: (x: number) => x / (1 + Math.abs(x)) };

/** Work for every thread. */
const LARGE = 1 << 22;

const ended: (() => void)[] = [];

afterEach(() => {
  for (const end of ended.splice(0)) end();
});

async function runtimeFiles(): Promise<RuntimeFiles> {
  return (await engineFiles(undefined)).runtime;
}

async function run<Outcome = RuntimeOutcome>(
  model: Uint8Array,
  input: Float32Array,
  backend: Partial<WasmBackend>,
  files?: RuntimeFiles,
  script = runtimeWorker,
): Promise<Outcome> {
  const worker = new Worker(script, { type: 'module' });
  // What the worker reports by itself would end an engine's worker.
  worker.addEventListener('error', (event) => event.preventDefault());
  ended.push(() => worker.terminate());
  const task: RuntimeTask = {
    files: files ?? (await runtimeFiles()),
    backend: { kind: 'wasm', threads: 1, runtime: 'slim', ...backend },
    model,
    input,
  };
  return await new Promise((resolve) => {
    worker.addEventListener('message', ({ data }) => resolve(data));
    worker.postMessage(task);
  });
}

function ramp(length: number): Float32Array {
  return Float32Array.from({ length }, (_, index) => (index % 100) / 50 - 1);
}

function expectResults(output: Float32Array | undefined, input: Float32Array, of: (x: number) => number) {
  const errors = input.map((x, index) => Math.abs((output?.[index] ?? Number.NaN) - of(x)));
  expect(errors.every((error) => error < 1e-6)).toBe(true);
}

describe('a model with functions that the slim runtime lacks', () => {
  test('goes on with the whole file, in the call under way', async () => {
    const input = ramp(100);
    const { output, failure, isSlim, fetched } = await run(tinyModel(UNUSED.name, 100), input, {});
    expect(failure).toBeUndefined();
    expectResults(output, input, UNUSED.of);
    expect(isSlim).toBe(false);
    const { slim, wasm } = await runtimeFiles();
    expect(fetched).toEqual([slim.wasm, slim.wasm, wasm.rest]);
  });

  test('goes on in every thread that lacks one', async () => {
    const input = ramp(LARGE);
    const model = tinyModel(UNUSED_IN_THREADS.name, LARGE);
    const { output, failure, completed } = await run(model, input, { threads: 4 });
    expect(failure).toBeUndefined();
    expectResults(output, input, UNUSED_IN_THREADS.of);
    expect(completed).toBeGreaterThan(1);
  });

  test('fails and says why if the whole file is not there', async () => {
    const files = await runtimeFiles();
    const gone = {
      ...files,
      wasm: { ...files.wasm, rest: new URL('/no-such-file.wasm', location.href).href },
    };
    const { failure } = await run(tinyModel(UNUSED.name, 100), ramp(100), {}, gone);
    expect(failure).toMatch(/part of the inference runtime is missing.*no-such-file\.wasm can't be read/);
  });

  test('fails if the whole file is of another version', async () => {
    const files = await runtimeFiles();
    const other = { ...files, wasm: { ...files.wasm, rest: files.slim.wasm } };
    const { failure } = await run(tinyModel(UNUSED.name, 100), ramp(100), {}, other);
    expect(failure).toMatch(/it is of another version/);
  });
});

test('a model whose functions are all there fetches the slim file alone', async () => {
  const { output, isSlim, fetched } = await run(tinyModel('Relu', 3), Float32Array.of(-1, 2, 0), {
    threads: 2,
  });
  expect([...(output ?? [])]).toEqual([0, 2, 0]);
  expect(isSlim).toBe(true);
  expect(fetched).toEqual([(await runtimeFiles()).slim.wasm]);
});

describe('by a loader that can fetch nothing in the middle of a call', () => {
  test('a call that lacks a function is made again on the whole file', async () => {
    const input = ramp(100);
    const { outputs, failure, isSlim } = await run<BundledOutcome>(
      tinyModel(UNUSED.name, 100),
      input,
      {},
      undefined,
      bundledWorker,
    );
    expect(failure).toBeUndefined();
    expect(outputs).toHaveLength(2);
    for (const output of outputs) expectResults(output, input, UNUSED.of);
    expect(isSlim).toBe(false);
  });

  test('nothing changes if none is missing', async () => {
    const model = tinyModel('Relu', 3);
    const input = Float32Array.of(-1, 2, 0);
    const { outputs, isSlim } = await run<BundledOutcome>(model, input, {}, undefined, bundledWorker);
    expect(outputs).toEqual([Float32Array.of(0, 2, 0), Float32Array.of(0, 2, 0)]);
    expect(isSlim).toBe(true);
  });
});

test('asked for, the whole file is put together at once', async () => {
  const { output, isSlim, fetched } = await run(tinyModel(UNUSED.name, 2), Float32Array.of(0, 1), {
    runtime: 'full',
  });
  expectResults(output, Float32Array.of(0, 1), UNUSED.of);
  expect(isSlim).toBe(false);
  const { slim, wasm } = await runtimeFiles();
  expect(fetched.sort()).toEqual([wasm.rest, slim.wasm].sort());
});

describe('an engine', () => {
  async function start(options: { runtime?: RuntimeChoice; models?: string }): Promise<FaceEngine> {
    const engine = await createEngine({ backend: 'wasm', cache: false, ...options });
    ended.push(() => engine.dispose());
    return engine;
  }

  async function runtimeOf(engine: FaceEngine): Promise<string> {
    return (await engine.version()).tfss;
  }

  test('gives the same templates by either runtime, and says which it has', async () => {
    const [picture] = await samePerson();
    const slim = await start({});
    const full = await start({ runtime: 'full' });
    expect(await slim.extract(picture)).toEqual(await full.extract(picture));
    expect(await slim.quality(picture)).toEqual(await full.quality(picture));
    expect(await slim.detect(picture)).toEqual(await full.detect(picture));
    expect(await runtimeOf(slim)).toMatch(/ slim \(wasm, \d threads?\)$/);
    expect(await runtimeOf(full)).toMatch(/\d \(wasm, \d threads?\)$/);
  });

  test('takes the whole file for a pack with a model of one’s own', async () => {
    const manifest = structuredClone(defaultPack.manifest);
    for (const file of filesOf(manifest)) file.file = defaultPack.urlOf(file);
    const models = () => URL.createObjectURL(new Blob([JSON.stringify(manifest)]));
    expect(await runtimeOf(await start({ models: models() }))).toContain(' slim ');
    // It is never loaded.
    for (const model of manifest.models) if (model.role === 'pose') model.sha256 = '0'.repeat(64);
    const engine = await start({ models: models() });
    expect(await runtimeOf(engine)).not.toContain('slim');
    const [picture] = await samePerson();
    expect((await engine.extract(picture)).byteLength).toBeGreaterThan(0);
  });

  test('refuses a runtime that there is not', async () => {
    await expect(createEngine({ runtime: 'tiny' as never })).rejects.toThrow(
      new TypeError("options.runtime must be 'slim' or 'full', not tiny"),
    );
  });
});
