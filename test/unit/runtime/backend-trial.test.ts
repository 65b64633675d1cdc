import { describe, expect, test } from 'vitest';
import { defaultPack } from '../../../src/page/default-pack.ts';
import type { BackendModels } from '../../../src/runtime/backend-models.ts';
import { isFaster } from '../../../src/runtime/backend-trial.ts';
import type { ModelEntry } from '../../../src/runtime/model-manifest.ts';
import { modelOf } from '../../../src/runtime/model-pack.ts';

/** How long a run of a model takes, in milliseconds. */
type Duration = number | ((run: number, model: ModelEntry) => number);

/** Models that say they took so long, and give so much of their input back. */
function models(milliseconds: Duration, answer = (value: number) => value) {
  let runs = 0;
  const fake: Pick<BackendModels, 'loaded' | 'run'> = {
    loaded: [modelOf(defaultPack, 'detector'), modelOf(defaultPack, 'embedding')],
    async run(model, { data }, clock) {
      if (clock)
        clock.models += typeof milliseconds === 'number' ? milliseconds : milliseconds(runs++, model);
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

  test('never if it takes several times as long twice: it is asked no more then', async () => {
    let runs = 0;
    const slow = models(() => {
      runs++;
      return 900;
    });
    expect(await isFaster(defaultPack, slow, models(11))).toBe(false);
    const extraction = 3;
    // Each loaded model runs once to be compiled.
    expect(runs).toBe(2 * extraction);
  });

  test('never if it gains at the largest model less than it loses at the others', async () => {
    // As a data centre's card was measured: docs/performance.md.
    const card = ({ role }: ModelEntry) =>
      ({ detector: 17, landmarks: 6, embedding: 5.6 })[String(role)] ?? 0;
    const processor = ({ role }: ModelEntry) =>
      ({ detector: 7, landmarks: 1.6, embedding: 8.2 })[String(role)] ?? 0;
    const onCard = models((_, model) => card(model));
    const onProcessor = models((_, model) => processor(model));
    expect(await isFaster(defaultPack, onCard, onProcessor)).toBe(false);
    expect(await isFaster(defaultPack, onProcessor, onCard)).toBe(true);
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
