import type { FacePoints } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import { type QuarterTurns, TurnedPicture } from '../media/turned-picture.ts';
import type { EmbeddingLengths } from '../runtime/model-manifest.ts';
import { type Detection, largestFirst, overlap } from './detection.ts';
import type { Embedding, FaceModels } from './face-models.ts';
import { findFaces, type SearchExtent } from './find-faces.ts';
import { squareAround } from './grow-box.ts';
import { fivePoints } from './landmarks.ts';
import type { StageTimings } from './stage-timings.ts';
import { faceToUpright } from './turned-face.ts';

/** A face with its points. */
export interface LocatedFace extends Detection {
  points: FacePoints;
}

/** A face with its points and its embedding. */
export interface EmbeddedFace extends LocatedFace {
  embedding: Embedding;
}

/** What a call carries through the stages. */
export interface CallContext {
  signal: AbortSignal;
  timings: StageTimings;
  /** Told when the reading of a medium's bytes begins and ends. */
  onReading?: (isReading: boolean) => void;
}

/** The models' way from a picture to faces and embeddings. */
export class FacePipeline {
  readonly #models: Pick<FaceModels, 'detector' | 'landmarks' | 'embedder'>;
  readonly #length: EmbeddingLengths;
  /** Faces that were embedded when they were looked for. */
  readonly #embedded = new WeakMap<Detection, EmbeddedFace>();

  /** @param length What the pack's manifest says of embeddings' lengths. */
  constructor(models: Pick<FaceModels, 'detector' | 'landmarks' | 'embedder'>, length: EmbeddingLengths) {
    this.#models = models;
    this.#length = length;
  }

  /**
   * Faces as the detector sees them, largest first.
   *
   * @param toEmbed All of them will be embedded: what the detector doubts may then be told by its embedding.
   */
  async detect(
    picture: Picture,
    context: CallContext,
    { toEmbed = false, ...extent }: SearchExtent & { toEmbed?: boolean } = {},
  ): Promise<Detection[]> {
    const { signal, timings: clock } = context;
    const step = () => signal.throwIfAborted();
    const { sure } = this.#length;
    const isFace =
      toEmbed && sure !== undefined
        ? async (face: Detection) => (await this.#lengthOf(picture, face, context)) >= sure
        : undefined;
    return await timed(clock, 'detect', async () =>
      largestFirst(await findFaces(this.#models.detector, picture, { ...extent, step, clock, isFace })),
    );
  }

  async #lengthOf(picture: Picture, face: Detection, context: CallContext): Promise<number> {
    const begun = performance.now();
    const embedded = await this.embedUpright(picture, await this.locate(picture, face, context), context);
    this.#embedded.set(face, embedded);
    // Told by the stages of its own.
    context.timings.detect -= performance.now() - begun;
    return embedded.embedding.length;
  }

  /** The points of a detected face: the detector's own, or else those of the landmarks, as if it stood upright. */
  async locate(picture: Picture, face: Detection, context: CallContext): Promise<LocatedFace> {
    const { signal, timings } = context;
    const { landmarks } = this.#models;
    signal.throwIfAborted();
    if (landmarks) {
      const found = await timed(timings, 'landmarks', () => landmarks.locate(picture, face.box, timings));
      return { ...face, points: fivePoints(found) };
    }
    if (face.points) return { ...face, points: face.points };
    throw new Error('The pack has no landmarks model, and its detector gave no points.');
  }

  /** The embedding of a detected face, whichever way up it is. */
  async embed(picture: Picture, detection: Detection, context: CallContext): Promise<EmbeddedFace> {
    const embedded = this.#embedded.get(detection);
    if (embedded) return this.orTurned(picture, embedded, context);
    const located = await this.locate(picture, detection, context);
    return this.orTurned(picture, await this.embedUpright(picture, located, context), context);
  }

  /** The same face, or as it is seen with the picture turned if that makes more of it. */
  async orTurned(picture: Picture, upright: EmbeddedFace, context: CallContext): Promise<EmbeddedFace> {
    if (upright.embedding.length >= this.#length.upright) return upright;
    const candidates = [upright];
    for (const turns of [1, 2, 3] as const) {
      const turned = await this.#locateTurned(picture, upright, turns, context);
      if (turned) candidates.push(await this.embedUpright(picture, turned, context));
    }
    return candidates.reduce((best, next) => (next.embedding.length > best.embedding.length ? next : best));
  }

  /** The embedding of a located face as it stands. */
  async embedUpright(picture: Picture, face: LocatedFace, context: CallContext): Promise<EmbeddedFace> {
    const { signal, timings } = context;
    signal.throwIfAborted();
    const embedding = await this.#models.embedder.embed(picture, face.points, timings);
    return { ...face, embedding };
  }

  /** The same face, detected and located with the picture turned; in the upright picture's pixels. */
  async #locateTurned(
    picture: Picture,
    { box }: Detection,
    turns: QuarterTurns,
    context: CallContext,
  ): Promise<LocatedFace | undefined> {
    const turned = new TurnedPicture(picture, turns);
    const around = turned.boxFromUpright(squareAround(box, TURNED_VIEW));
    const detections = await timed(context.timings, 'detect', () =>
      this.#models.detector.detect(turned, around, context.timings),
    );
    const same = detections.find((found) => overlap(turned.boxToUpright(found.box), box) > SAME_FACE_OVERLAP);
    return same && faceToUpright(await this.locate(turned, same, context), turned);
  }
}

/** Side of the view around a face to be detected again, in sides of its box. */
const TURNED_VIEW = 2.5;

/** Boxes of one face before and after turning overlap by more than this (intersection over union). */
const SAME_FACE_OVERLAP = 0.25;

/** Adds the time of a stage to its sum. */
export async function timed<Result>(
  timings: StageTimings,
  stage: keyof StageTimings,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    timings[stage] += performance.now() - start;
  }
}
