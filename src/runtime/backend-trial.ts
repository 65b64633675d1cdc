import { median } from '../common/median.ts';
import type { BackendModels } from './backend-models.ts';
import type { ModelEntry } from './model-manifest.ts';
import { EXTRACTION_ROLES, type ModelPack, modelsOf } from './model-pack.ts';
import { testInput } from './test-input.ts';

/** Runs on each side. Odd, so that one of them is the median. */
const RUNS = 5;

/** A run of all models that takes so many times as long is hopeless; a second one ends the trial. */
const HOPELESS = 3;
const MAX_HOPELESS = 2;

/** Least cosine between the two answers: a GPU that computes something else is no choice, however fast. */
const MIN_AGREEMENT = 0.999;

/**
 * Whether the candidate runs the models of an extraction faster than the backend in use, all of them together, with the
 * same answers: a card may be the faster one at the largest of them only, and lose more at the small ones. Each of its
 * loaded models runs once before, since a GPU's first run compiles its programs.
 */
export async function isFaster(
  pack: ModelPack,
  candidate: BackendModels,
  present: BackendModels,
): Promise<boolean> {
  for (const loaded of candidate.loaded) await candidate.run(loaded, testInput(loaded));
  const trials = EXTRACTION_ROLES.flatMap((role) => modelsOf(pack, role)).map((model) => ({
    model,
    candidate: [] as number[],
    present: [] as number[],
  }));
  let hopeless = 0;
  for (let run = 0; run < RUNS && hopeless < MAX_HOPELESS; run++) {
    for (const { model, candidate: candidateTimes, present: presentTimes } of trials) {
      const theirs = await measured(candidate, model, candidateTimes);
      const ours = await measured(present, model, presentTimes);
      if (!agree(theirs, ours)) return false;
    }
    const ofRun = (who: 'candidate' | 'present') => sum(trials.map((trial) => trial[who][run] as number));
    if (ofRun('candidate') > HOPELESS * ofRun('present')) hopeless++;
  }
  const total = (who: 'candidate' | 'present') => sum(trials.map((trial) => median(trial[who])));
  return hopeless < MAX_HOPELESS && total('candidate') < total('present');
}

/** Runs a model and notes its time in milliseconds, without that spent waiting for other runs. */
async function measured(models: BackendModels, model: ModelEntry, times: number[]) {
  const clock = { models: 0 };
  const outputs = await models.run(model, testInput(model), clock);
  times.push(clock.models);
  return outputs;
}

function agree(some: Record<string, Float32Array>, others: Record<string, Float32Array>): boolean {
  return Object.entries(others).every(([name, values]) => cosine(some[name], values) >= MIN_AGREEMENT);
}

/** NaN if one has no values, or no finite ones. */
function cosine(a: Float32Array | undefined, b: Float32Array): number {
  let product = 0;
  let lengthA = 0;
  let lengthB = 0;
  for (const [index, value] of b.entries()) {
    const other = a?.[index] ?? Number.NaN;
    product += other * value;
    lengthA += other * other;
    lengthB += value * value;
  }
  return product / Math.sqrt(lengthA * lengthB);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
