import { clamp } from '../common/clamp.ts';
import type { Box } from '../media/geometry.ts';
import type { Picture, Sampling } from '../media/picture.ts';
import type { InputRecipe } from '../runtime/model-manifest.ts';
import { packError } from '../runtime/model-pack.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import type { AntispoofingModel } from './face-models.ts';
import { InputTensor } from './input-tensor.ts';
import { onlyOutput, type RunModel } from './run-model.ts';

/** Beyond these odds, e to the 15th, the model's answer says no more. */
const MAX_LOG_ODDS = 15;

export interface AntispoofingOptions {
  /** Which logit is a live face's. */
  liveIndex: number;
  /** How far the detector's box is grown: a face is judged by what surrounds it, a print's edge or a screen's. */
  cropScale: number;
  /** How the crop is scaled: as in training, since fine texture gives an attack away. */
  sampling: Sampling;
}

/** Adapter of classifiers of a crop that give logits, one of them of a live face, the others of kinds of attack. */
export class AntispoofingClassifier implements AntispoofingModel {
  readonly #input: InputTensor;
  readonly #run: RunModel;
  readonly #options: AntispoofingOptions;

  constructor(run: RunModel, recipe: InputRecipe, options: AntispoofingOptions) {
    this.#run = run;
    this.#options = options;
    this.#input = new InputTensor(recipe);
  }

  async attackLogOdds(picture: Picture, box: Box, clock?: ModelClock): Promise<number> {
    const crop = growInside(box, this.#options.cropScale, picture);
    const { width, height } = this.#input;
    const pixels = picture.read(crop, width, height, this.#options.sampling);
    const logits = [...onlyOutput(await this.#run(this.#input.fill(pixels), clock))];
    const [live] = logits.splice(this.#options.liveIndex, 1);
    if (live === undefined || logits.length === 0) throw packError('The model gives fewer than two logits.');
    return clamp(logSumExp(logits) - live, -MAX_LOG_ODDS, MAX_LOG_ODDS);
  }
}

/** Several models judge together: the chance of an attack is the mean of theirs. */
export class AntispoofingEnsemble implements AntispoofingModel {
  readonly #members: readonly AntispoofingModel[];

  constructor(members: readonly AntispoofingModel[]) {
    this.#members = members;
  }

  async attackLogOdds(picture: Picture, box: Box, clock?: ModelClock): Promise<number> {
    let chances = 0;
    for (const member of this.#members) {
      chances += 1 / (1 + Math.exp(-(await member.attackLogOdds(picture, box, clock))));
    }
    const chance = chances / this.#members.length;
    return clamp(Math.log(chance / (1 - chance)), -MAX_LOG_ODDS, MAX_LOG_ODDS);
  }
}

/** A box grown about its centre and shifted to stay inside the picture; at most as large as the picture allows. */
function growInside(box: Box, scale: number, picture: { width: number; height: number }): Box {
  const most = Math.min(scale, (picture.width - 1) / box.width, (picture.height - 1) / box.height);
  const width = box.width * most;
  const height = box.height * most;
  return {
    x: clamp(box.x + (box.width - width) / 2, 0, picture.width - width),
    y: clamp(box.y + (box.height - height) / 2, 0, picture.height - height),
    width,
    height,
  };
}

function logSumExp(values: readonly number[]): number {
  const largest = Math.max(...values);
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}
