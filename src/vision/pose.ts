import type { CroppedRecipe } from '../runtime/model-manifest.ts';
import { packError } from '../runtime/model-pack.ts';
import type { PoseEstimator } from './face-models.ts';
import { growBox } from './grow-box.ts';
import { InputTensor } from './input-tensor.ts';
import type { RunModel } from './run-model.ts';

/** The bins of each angle: 66 of 3 degrees, the first at -99. */
const BIN_DEGREES = 3;
const FIRST_BIN_DEGREES = -99;

/** Adapter of the family `hopenet-224`: each angle is the expectation over its bins. */
export function hopenet224(run: RunModel, recipe: CroppedRecipe): PoseEstimator {
  const input = new InputTensor(recipe);
  return {
    async poseOf(picture, box, clock) {
      const pixels = picture.read(growBox(box, recipe.cropScale), input.width, input.height);
      // The graph names its outputs by node: yaw, pitch and roll in this order.
      const outputs = await run(input.fill(pixels), clock);
      return {
        yaw: expectedAngle(outputs.output),
        pitch: expectedAngle(outputs['617']),
        roll: expectedAngle(outputs['618']),
      };
    },
  };
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
