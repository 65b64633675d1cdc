import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defineComponent } from 'vue';
import { type EngineRefs, type UseEngineOptions, useEngine } from '../../../src/vue/index.ts';
import { countWorkers } from '../../support/counted-workers.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { mounted } from '../../support/vue-root.ts';

let workers: ReturnType<typeof countWorkers>;
let app: ReturnType<typeof mounted>;

beforeEach(() => {
  workers = countWorkers();
});
afterEach(() => {
  app.unmount();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function start(options?: UseEngineOptions): EngineRefs {
  let refs: EngineRefs | undefined;
  app = mounted(
    defineComponent(() => {
      refs = useEngine({ cache: false, ...options });
      return () => null;
    }),
  );
  return refs as unknown as EngineRefs;
}

test('one engine starts, and it ends with the component', async () => {
  const { engine, isReady, progress, error } = start();
  expect([engine.value, isReady.value, progress.value, error.value]).toEqual([
    undefined,
    false,
    undefined,
    undefined,
  ]);
  await vi.waitFor(() => expect(isReady.value).toBe(true), PATIENCE_MS);
  const running = engine.value;
  expect(workers.started).toHaveLength(1);
  expect(progress.value?.loaded).toBe(progress.value?.total);
  expect((await running?.health())?.status).toBe(0);
  app.unmount();
  await workers.allEnded();
  await expect(running?.version()).rejects.toThrow(TypeError);
  expect(engine.value).toBeUndefined();
});

test('unmounted while the engine starts: none is left, and none comes any more', async () => {
  const { engine } = start();
  await vi.waitFor(() => expect(workers.started).toHaveLength(1), PATIENCE_MS);
  app.unmount();
  await workers.allEnded();
  expect(engine.value).toBeUndefined();
});

test('tells why the models can’t be loaded', async () => {
  const { engine, error, isReady } = start({ models: '/nowhere/pack.json' });
  await vi.waitFor(() => expect(error.value).toMatchObject({ code: 'BPE-001002' }), PATIENCE_MS);
  expect(engine.value).toBeDefined();
  expect(isReady.value).toBe(false);
});

test('tells why there is no engine', async () => {
  const { engine, error } = start({ threads: 0 });
  await vi.waitFor(() => expect(error.value).toBeInstanceOf(TypeError), PATIENCE_MS);
  expect(engine.value).toBeUndefined();
});
