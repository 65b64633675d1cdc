import type { FacePoints } from '../media/geometry.ts';
import type { Picture, Pixels } from '../media/picture.ts';
import type { EmbeddingModel } from '../runtime/model-manifest.ts';
import { packError } from '../runtime/model-pack.ts';
import { alignFace } from './align.ts';
import type { Embedder, Embedding } from './face-models.ts';
import { InputTensor } from './input-tensor.ts';
import { onlyOutput, type RunModel } from './run-model.ts';
import type { StageTimings } from './stage-timings.ts';

/** Adapter of recognisers that take a face aligned to reference points and give its embedding as one output. */
export class AlignedEmbedder implements Embedder {
  readonly #input: InputTensor;
  readonly #aligned: Pixels;
  readonly #dimension: number;
  readonly #run: RunModel;
  readonly #reference: FacePoints;

  /** @param reference Where the five points lie in the input, in pixels. */
  constructor(run: RunModel, { input, dimension }: EmbeddingModel, reference: FacePoints) {
    this.#run = run;
    this.#reference = reference;
    this.#input = new InputTensor(input);
    this.#dimension = dimension;
    const { width, height } = this.#input;
    this.#aligned = { data: new Uint8ClampedArray(width * height * 4), width, height };
  }

  async embed(
    picture: Picture,
    points: FacePoints,
    timings: Pick<StageTimings, 'align' | 'embed' | 'models'>,
  ): Promise<Embedding> {
    const start = performance.now();
    const aligned = alignFace(picture, points, this.#reference, this.#aligned.width, this.#aligned);
    const input = this.#input.fill(aligned);
    const ready = performance.now();
    timings.align += ready - start;
    const embedding = onlyOutput(await this.#run(input, timings));
    timings.embed += performance.now() - ready;
    if (embedding.length !== this.#dimension) {
      throw packError(
        `The embedding has ${embedding.length} components, the manifest says ${this.#dimension}.`,
      );
    }
    const length = Math.hypot(...embedding);
    return { vector: embedding.map((value) => value / length), length };
  }
}
