import type { Box } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import { type InputRecipe, packError } from '../runtime/model-pack.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import { type Detection, suppressOverlaps } from './detection.ts';
import type { FaceDetector } from './face-models.ts';
import { InputTensor } from './input-tensor.ts';
import { letterbox } from './letterbox.ts';
import type { RunModel } from './run-model.ts';

/** Boxes under this confidence are noise. */
const MIN_SCORE = 0.6;

/** Intersection over union above which two boxes are one face; the recipe's figure. */
const MAX_OVERLAP = 0.4;

/**
 * Adapter of the family `ultraface-320x240`: boxes come decoded, in 0 to 1 of the input.
 * Input and outputs as in the pack's recipe.
 */
export class UltrafaceDetector implements FaceDetector {
  readonly givesPoints = false;
  readonly #input: InputTensor;

  constructor(
    private readonly run: RunModel,
    recipe: InputRecipe,
  ) {
    this.#input = new InputTensor(recipe);
  }

  async detect(picture: Picture, region: Box, clock?: ModelClock): Promise<Detection[]> {
    const view = letterbox(region, this.#input.width / this.#input.height);
    const pixels = picture.read(view, this.#input.width, this.#input.height);
    const { scores, boxes } = await this.run(this.#input.fill(pixels), clock);
    if (!scores || !boxes) throw packError('The detector has no outputs "scores" and "boxes".');
    const detections: Detection[] = [];
    for (let index = 0; index * 2 < scores.length; index++) {
      const score = scores[index * 2 + 1] as number;
      if (score >= MIN_SCORE) detections.push({ score, box: boxAt(boxes, index, view) });
    }
    return suppressOverlaps(detections, MAX_OVERLAP);
  }
}

function boxAt(boxes: Float32Array, index: number, view: Box): Box {
  const [left = 0, top = 0, right = 0, bottom = 0] = boxes.subarray(index * 4, index * 4 + 4);
  return {
    x: view.x + left * view.width,
    y: view.y + top * view.height,
    width: (right - left) * view.width,
    height: (bottom - top) * view.height,
  };
}
