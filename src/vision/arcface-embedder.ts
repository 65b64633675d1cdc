import type { FacePoints } from '../media/geometry.ts';
import type { Picture, Pixels } from '../media/picture.ts';
import type { InputRecipe } from '../runtime/model-pack.ts';
import { ARCFACE_REFERENCE, alignFace } from './align.ts';
import { InputTensor } from './input-tensor.ts';
import type { RunModel } from './run-model.ts';
import type { StageTimings } from './stage-timings.ts';

/** What the embedding model makes of a face. */
export interface Embedding {
  /** Unit length: compare by cosine. */
  vector: Float32Array;
  /** The raw embedding's length: see `EmbeddingLength`. */
  length: number;
}

/** Components of an embedding of this family. */
export const ARCFACE_DIMENSION = 512;

/** The stages an embedding takes. */
type EmbedTimings = Pick<StageTimings, 'align' | 'embed' | 'models'>;

/** Adapter of the family `arcface-112`: an aligned face of 112 x 112 pixels gives an embedding. */
export class ArcfaceEmbedder {
  readonly #input: InputTensor;
  readonly #aligned: Pixels;

  constructor(
    private readonly run: RunModel,
    recipe: InputRecipe,
  ) {
    this.#input = new InputTensor(recipe);
    const { width, height } = this.#input;
    this.#aligned = { data: new Uint8ClampedArray(width * height * 4), width, height };
  }

  /** The embedding of the face whose five points are given. */
  async embed(picture: Picture, points: FacePoints, timings: EmbedTimings): Promise<Embedding> {
    const start = performance.now();
    const { width } = this.#aligned;
    const aligned = alignFace(picture, points, ARCFACE_REFERENCE, width, this.#aligned);
    const input = this.#input.fill(aligned);
    const ready = performance.now();
    timings.align += ready - start;
    const { output } = await this.run(input, timings);
    timings.embed += performance.now() - ready;
    if (!output) throw new Error('The embedding model has no output "output".');
    let square = 0;
    for (const value of output) square += value * value;
    const length = Math.sqrt(square);
    return { vector: output.map((value) => value / length), length };
  }
}
