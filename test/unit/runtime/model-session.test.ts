import { describe, expect, test } from 'vitest';
import { defaultPack } from '../../../src/page/default-pack.ts';
import { modelOf } from '../../../src/runtime/model-pack.ts';
import { modelSession } from '../../../src/runtime/model-session.ts';
import type { OnnxRuntime } from '../../../src/runtime/onnx-runtime.ts';
import { fakeRuntime } from '../../support/fake-onnx-runtime.ts';

const input = (value = 1) => ({ data: Float32Array.of(value), shape: [1] });

describe('the runs of one model', () => {
  test('follow each other in the order they were asked for: the runtime refuses two at once', async () => {
    let running = 0;
    const { runtime } = fakeRuntime(
      defaultPack,
      { kind: 'wasm', threads: 1 },
      {
        run: async () => {
          expect(++running).toBe(1);
          await new Promise((resolve) => setTimeout(resolve, 2));
          running--;
        },
      },
    );
    const finished: number[] = [];
    const runs = [1, 2, 3, 4].map(async (value) => {
      const { output } = await runtime.run(modelOf(defaultPack, 'detector'), input(value));
      finished.push(output?.[0] ?? Number.NaN);
    });
    await Promise.all(runs);
    expect(finished).toEqual([2, 4, 6, 8]);
  });

  test('go on after one that failed', async () => {
    let count = 0;
    const { runtime } = fakeRuntime(
      defaultPack,
      { kind: 'wasm', threads: 1 },
      {
        run: () => {
          if (++count === 1) throw new Error('failed');
        },
      },
    );
    const [first, second] = await Promise.allSettled([
      runtime.run(modelOf(defaultPack, 'detector'), input()),
      runtime.run(modelOf(defaultPack, 'detector'), input()),
    ]);
    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled']);
  });

  test('add up their time', async () => {
    const { runtime } = fakeRuntime(
      defaultPack,
      { kind: 'wasm', threads: 1 },
      { run: () => new Promise((resolve) => setTimeout(resolve, 10)) },
    );
    const clock = { models: 0 };
    await Promise.all([
      runtime.run(modelOf(defaultPack, 'detector'), input(), clock),
      runtime.run(modelOf(defaultPack, 'detector'), input(), clock),
    ]);
    expect(clock.models).toBeGreaterThan(15);
  });
});

test('an output of another type is an error, not a guess', async () => {
  const onnx = { Tensor: class {} } as unknown as OnnxRuntime;
  const session = {
    inputNames: ['input'],
    run: async () => ({ output: { type: 'int64', data: new BigInt64Array(1) } }),
  };
  const run = modelSession(onnx, session as unknown as Parameters<typeof modelSession>[1]);
  await expect(run.run(input())).rejects.toThrow('int64');
});
