import type { Box } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import type { InputRecipe } from '../runtime/model-pack.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import { InputTensor } from './input-tensor.ts';
import type { RunModel } from './run-model.ts';

/** How far the detector's box is grown: the model judges a face by what surrounds it, a print's edge or a screen's. */
const CROP_SCALE = 2.7;

/** Beyond these odds, e to the 15th, the model's answer says no more. */
const MAX_LOG_ODDS = 15;

/** Adapter of the family `antispoofing-128`: three logits, of which the first is a live face. */
export class AntiSpoofing128 {
  readonly #input: InputTensor;

  constructor(
    private readonly run: RunModel,
    recipe: InputRecipe,
  ) {
    this.#input = new InputTensor(recipe);
  }

  /**
   * The model's raw log-odds of a presentation attack, `ln(p / (1 - p))`, within -15 to 15. Raw: 0 is not the
   * point of decision before calibration.
   */
  async attackLogOdds(picture: Picture, box: Box, clock?: ModelClock): Promise<number> {
    const crop = growInside(box, CROP_SCALE, picture);
    const pixels = picture.read(crop, this.#input.width, this.#input.height);
    const outputs = await this.run(this.#input.fill(pixels), clock);
    const [live, ...attacks] = outputs.output ?? [];
    if (live === undefined || attacks.length === 0) {
      throw new Error('The antispoofing model has no output "output" with two logits or more.');
    }
    const logOdds = logSumExp(attacks) - live;
    return Math.min(MAX_LOG_ODDS, Math.max(-MAX_LOG_ODDS, logOdds));
  }
}

/** A box grown about its centre and shifted to stay inside the picture; at most as large as the picture allows. */
export function growInside(box: Box, scale: number, picture: { width: number; height: number }): Box {
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

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function logSumExp(values: readonly number[]): number {
  const largest = Math.max(...values);
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}
