import { Activity, createElement, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FaceEngine } from '../../../src/index.ts';
import { type EngineState, type UseEngineOptions, useEngine } from '../../../src/react/index.ts';
import { countWorkers } from '../../support/counted-workers.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { strictRoot } from '../../support/react-root.ts';

let root: ReturnType<typeof strictRoot>;
let workers: ReturnType<typeof countWorkers>;
/** What each render was given. */
let states: EngineState[];

beforeEach(() => {
  root = strictRoot();
  workers = countWorkers();
  states = [];
});
afterEach(() => {
  root.unmount();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function App({ options }: { options?: UseEngineOptions }): ReactNode {
  states.push(useEngine({ cache: false, ...options }));
  return null;
}

async function stateThat(is: (state: EngineState) => unknown): Promise<EngineState> {
  return await vi.waitFor(() => {
    const state = states.at(-1);
    expect(state && is(state)).toBeTruthy();
    return state as EngineState;
  }, PATIENCE_MS);
}

test('under StrictMode one engine starts, and it ends with the component', async () => {
  root.render(createElement(App));
  const { engine, progress, error } = await stateThat(({ isReady }) => isReady);
  expect(workers.started).toHaveLength(1);
  expect(states[0]).toEqual({ engine: undefined, isReady: false, progress: undefined, error: undefined });
  expect(progress?.loaded).toBe(progress?.total);
  expect(error).toBeUndefined();
  expect((await engine?.health())?.status).toBe(0);
  root.unmount();
  await workers.allEnded();
  await expect(engine?.version()).rejects.toThrow(TypeError);
});

test('unmounted while the engine starts: none is left, and no state comes any more', async () => {
  root.render(createElement(App));
  await vi.waitFor(() => expect(workers.started).toHaveLength(1), PATIENCE_MS);
  root.unmount();
  const told = states.length;
  await workers.allEnded();
  expect(states).toHaveLength(told);
});

test('hidden and shown again: there is another engine, never the disposed one', async () => {
  const show = (mode: 'visible' | 'hidden') =>
    root.render(createElement(Activity, { mode, children: createElement(App) }));
  show('visible');
  const { engine: first } = await stateThat(({ engine }) => engine);
  show('hidden');
  await workers.allEnded();
  states = [];
  show('visible');
  const { engine: second } = await stateThat(({ engine }) => engine);
  expect(await (second as FaceEngine).version()).toBeDefined();
  expect(states.map(({ engine }) => engine)).not.toContain(first);
});

test('tells why the models can’t be loaded, and why there is no engine', async () => {
  root.render(createElement(App, { key: 'models', options: { models: '/nowhere/pack.json' } }));
  const { engine, error, isReady } = await stateThat((state) => state.error);
  expect(error).toMatchObject({ code: 'BPE-001002' });
  expect(engine).toBeDefined();
  expect(isReady).toBe(false);
  root.render(createElement(App, { key: 'threads', options: { threads: 0 } }));
  const refused = await stateThat((state) => state.error instanceof TypeError);
  expect(refused.engine).toBeUndefined();
});
