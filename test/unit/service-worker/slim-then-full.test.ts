import { describe, expect, test } from 'vitest';
import type { OnnxRuntime } from '../../../src/runtime/onnx-runtime.ts';
import { slimThenFull } from '../../../src/service-worker/slim-then-full.ts';

const MODEL = new Uint8Array(1);
const missing = () => new WebAssembly.RuntimeError('null function or function signature mismatch');

/** A runtime whose sessions answer with its name, and a log. @param fault Thrown before each of its works. */
function runtimeNamed(
  name: string,
  log: string[],
  fault: (work: string) => Error | undefined = () => undefined,
) {
  const work = (what: string) => {
    log.push(`${name} ${what}`);
    const error = fault(what);
    if (error) throw error;
  };
  return {
    env: {},
    Tensor: class {},
    InferenceSession: {
      async create() {
        work('create');
        return {
          inputNames: ['x'],
          run: async () => {
            work('run');
            return { y: name };
          },
          release: async () => work('release'),
        };
      },
    },
  } as unknown as OnnxRuntime;
}

function pair(fault?: (work: string) => Error | undefined) {
  const log: string[] = [];
  const load = async () => {
    log.push('load full');
    return runtimeNamed('full', log);
  };
  return { log, runtime: slimThenFull(runtimeNamed('slim', log, fault), load) };
}

describe('in a service worker', () => {
  test('the slim runtime serves as long as it lacks nothing', async () => {
    const { runtime, log } = pair();
    const session = await runtime.InferenceSession.create(MODEL, {});
    expect(await session.run({})).toEqual({ y: 'slim' });
    await session.release();
    expect(log).toEqual(['slim create', 'slim run', 'slim release']);
    expect(runtime.isSlim?.()).toBe(true);
  });

  test.each(['create', 'run'])(
    'what it lacks at %s is done by the whole one, and all that follows',
    async (at) => {
      const { runtime, log } = pair((work) => (work === at ? missing() : undefined));
      const sessions = await Promise.all([
        runtime.InferenceSession.create(MODEL, {}),
        runtime.InferenceSession.create(MODEL, {}),
      ]);
      for (const session of sessions) expect(await session.run({})).toEqual({ y: 'full' });
      for (const session of sessions) await session.release();
      expect(runtime.isSlim?.()).toBe(false);
      expect(log.filter((entry) => entry === 'load full')).toHaveLength(1);
      expect(log.filter((entry) => entry === 'full create')).toHaveLength(2);
      const switched = log.indexOf('load full');
      expect(log.slice(switched).filter((entry) => entry.startsWith('slim'))).toEqual([]);
    },
  );

  test('a trap while it starts, of which the runtime tells in words, is one too', async () => {
    const told = new Error('no available backend found. ERR: [wasm] RuntimeError: unreachable');
    const { runtime } = pair(() => told);
    const session = await runtime.InferenceSession.create(MODEL, {});
    expect(await session.run({})).toEqual({ y: 'full' });
  });

  test('what fails for another reason fails', async () => {
    const { runtime, log } = pair(() => new Error('no such operator'));
    await expect(runtime.InferenceSession.create(MODEL, {})).rejects.toThrow('no such operator');
    expect(log).not.toContain('load full');
    expect(runtime.isSlim?.()).toBe(true);
  });
});
