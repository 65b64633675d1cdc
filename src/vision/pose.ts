import type { Box } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import type { InputRecipe } from '../runtime/model-manifest.ts';
import { packError } from '../runtime/model-pack.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import type { HeadPose, PoseEstimator } from './face-models.ts';
import { growBox } from './grow-box.ts';
import { InputTensor } from './input-tensor.ts';
import type { RunModel } from './run-model.ts';

/** The bins of each angle: 66 of 3 degrees, the first at -99. */
const BIN_DEGREES = 3;
const FIRST_BIN_DEGREES = -99;

/** Adapter of the family `hopenet-224`: each angle is the expectation over its bins. */
export class Hopenet224 implements PoseEstimator {
  readonly #input: InputTensor;
  readonly #run: RunModel;
  readonly #cropScale: number;

  constructor(run: RunModel, recipe: InputRecipe, cropScale: number) {
    this.#run = run;
    this.#cropScale = cropScale;
    this.#input = new InputTensor(recipe);
  }

  async poseOf(picture: Picture, box: Box, clock?: ModelClock): Promise<HeadPose> {
    const pixels = picture.read(growBox(box, this.#cropScale), this.#input.width, this.#input.height);
    // The graph names its outputs by node: yaw, pitch and roll in this order.
    const outputs = await this.#run(this.#input.fill(pixels), clock);
    return {
      yaw: expectedAngle(outputs.output),
      pitch: expectedAngle(outputs['617']),
      roll: expectedAngle(outputs['618']),
    };
  }
}

function expectedAngle(logits: Float32Array | undefined): number {
  if (!logits) throw packError('The pose model lacks one of its outputs "output", "617", "618".');
  const largest = Math.max(...logits);
  let sum = 0;
  let weighted = 0;
  for (const [bin, logit] of logits.entries()) {
    const weight = Math.exp(logit - largest);
    sum += weight;
    weighted += weight * bin;
  }
  return (weighted / sum) * BIN_DEGREES + FIRST_BIN_DEGREES;
}
