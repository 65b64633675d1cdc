import { median } from '../common/median.ts';
import type { BackendModels } from './backend-models.ts';
import type { ModelEntry } from './model-manifest.ts';
import { EXTRACTION_ROLES, type ModelPack, modelsOf } from './model-pack.ts';
import type { FloatTensor } from './model-session.ts';

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
  const models = EXTRACTION_ROLES.flatMap((role) => modelsOf(pack, role));
  const times = models.map(() => ({ candidate: [] as number[], present: [] as number[] }));
  let hopeless = 0;
  for (let run = 0; run < RUNS && hopeless < MAX_HOPELESS; run++) {
    let [ofCandidate, ofPresent] = [0, 0];
    for (const [index, { candidate: candidateTimes, present: presentTimes }] of times.entries()) {
      const model = models[index] as ModelEntry;
      const theirs = await measured(candidate, model, candidateTimes);
      const ours = await measured(present, model, presentTimes);
      if (!agree(theirs, ours)) return false;
      ofCandidate += candidateTimes[run] as number;
      ofPresent += presentTimes[run] as number;
    }
    if (ofCandidate > HOPELESS * ofPresent) hopeless++;
  }
  const total = (who: 'candidate' | 'present') => times.reduce((sum, each) => sum + median(each[who]), 0);
  return hopeless < MAX_HOPELESS && total('candidate') < total('present');
}

/** Any picture does: waves, so that no value is special. */
function testInput({ input: { shape } }: ModelEntry): FloatTensor {
  const length = shape.reduce((product, size) => product * size, 1);
  return { data: Float32Array.from({ length }, (_, index) => Math.sin(index / 7)), shape };
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
