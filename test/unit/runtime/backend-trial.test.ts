import { describe, expect, test } from 'vitest';
import { defaultPack } from '../../../src/page/default-pack.ts';
import type { BackendModels } from '../../../src/runtime/backend-models.ts';
import { isFaster } from '../../../src/runtime/backend-trial.ts';
import { modelOf } from '../../../src/runtime/model-pack.ts';

/** Models that say they took so long, and give so much of their input back. */
function models(milliseconds: number | ((run: number) => number), answer = (value: number) => value) {
  let runs = 0;
  const fake: Pick<BackendModels, 'loaded' | 'run'> = {
    loaded: [modelOf(defaultPack, 'detector'), modelOf(defaultPack, 'embedding')],
    async run(_model, { data }, clock) {
      if (clock) clock.models += typeof milliseconds === 'number' ? milliseconds : milliseconds(runs++);
      return { output: data.map(answer) };
    },
  };
  return fake as BackendModels;
}

describe('a backend is faster than another', () => {
  test('if its runs take less time', async () => {
    expect(await isFaster(defaultPack, models(4), models(11))).toBe(true);
    expect(await isFaster(defaultPack, models(11), models(4))).toBe(false);
  });

  test('if most of its runs do: one slow run is chance', async () => {
    expect(
      await isFaster(
        defaultPack,
        models((run) => (run === 1 ? 900 : 4)),
        models(11),
      ),
    ).toBe(true);
  });

  test('never if its answers are others', async () => {
    for (const wrong of [() => 0, () => Number.NaN, (value: number) => Math.abs(value)]) {
      expect(await isFaster(defaultPack, models(4, wrong), models(11))).toBe(false);
    }
  });

  test('also if its answers differ by rounding', async () => {
    expect(
      await isFaster(
        defaultPack,
        models(4, (value) => value * 1.0001),
        models(11),
      ),
    ).toBe(true);
  });
});
