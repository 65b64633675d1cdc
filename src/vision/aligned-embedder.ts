import { squaredLength } from '../common/squared-length.ts';
import type { FacePoints } from '../media/geometry.ts';
import type { EmbeddingModel } from '../runtime/model-manifest.ts';
import { packError } from '../runtime/model-pack.ts';
import { alignFace } from './align.ts';
import type { Embedder } from './face-models.ts';
import { InputTensor } from './input-tensor.ts';
import { onlyOutput, type RunModel } from './run-model.ts';

/**
 * Adapter of recognisers that take a face aligned to reference points and give its embedding as one output.
 *
 * @param reference Where the five points lie in the input, in pixels.
 */
export function alignedEmbedder(run: RunModel, model: EmbeddingModel, reference: FacePoints): Embedder {
  const input = new InputTensor(model.input);
  const { width, height } = input;
  const face = { data: new Uint8ClampedArray(width * height * 4), width, height };
  return {
    async embed(picture, points, timings) {
      const start = performance.now();
      const tensor = input.fill(alignFace(picture, points, reference, face));
      const ready = performance.now();
      timings.align += ready - start;
      const embedding = onlyOutput(await run(tensor, timings));
      timings.embed += performance.now() - ready;
      if (embedding.length !== model.dimension) {
        throw packError(
          `The embedding has ${embedding.length} components, the manifest says ${model.dimension}.`,
        );
      }
      const length = Math.sqrt(squaredLength(embedding));
      return { vector: embedding.map((value) => value / length), length };
    },
  };
}
