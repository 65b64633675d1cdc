import { clamp } from '../common/clamp.ts';
import type { Box } from '../media/geometry.ts';
import type { Picture, Pixels, Sampling } from '../media/picture.ts';
import type { CroppedRecipe } from '../runtime/model-manifest.ts';
import { packError } from '../runtime/model-pack.ts';
import type { AntispoofingModel } from './face-models.ts';
import { squareAround } from './grow-box.ts';
import { InputTensor } from './input-tensor.ts';
import { readMirrored } from './read-mirrored.ts';
import { onlyOutput, type RunModel } from './run-model.ts';

/** Beyond these odds, e to the 15th, the model's answer says no more. */
export const MAX_LOG_ODDS = 15;

/** What sets one classifier apart from another. */
export interface ClassifierTraits {
  /** Which logit is a live face's. */
  liveIndex: number;
  /** How the crop is scaled: as in training, since fine texture gives an attack away. */
  sampling: Sampling;
  /**
   * What a crop at the picture's edge is: the grown box, shifted to stay inside, or a square about the box's longer
   * side, what lies outside mirrored.
   */
  edge: 'shifted' | 'mirrored';
}

/**
 * Adapter of classifiers of a crop that give logits, one of them of a live face, the others of kinds of attack.
 * The crop is larger than the detector's box: a face is judged by what surrounds it, a print's edge or a screen's.
 */
export function antispoofingClassifier(
  run: RunModel,
  recipe: CroppedRecipe,
  { liveIndex, sampling, edge }: ClassifierTraits,
): AntispoofingModel {
  const input = new InputTensor(recipe);
  const cropOf = (picture: Picture, box: Box): Pixels => {
    if (edge === 'mirrored') {
      return readMirrored(
        picture,
        squareAround(box, recipe.cropScale),
        { width: input.width, height: input.height },
        sampling,
      );
    }
    return picture.read(growInside(box, recipe.cropScale, picture), input.width, input.height, sampling);
  };
  return {
    async attackLogOdds(picture, box, clock) {
      const pixels = cropOf(picture, box);
      const logits = [...onlyOutput(await run(input.fill(pixels), clock))];
      const [live] = logits.splice(liveIndex, 1);
      if (live === undefined || logits.length === 0)
        throw packError('The model gives fewer than two logits.');
      return clamp(logSumExp(logits) - live, -MAX_LOG_ODDS, MAX_LOG_ODDS);
    },
  };
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
