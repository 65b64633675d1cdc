import type { Box, FacePoints, Point } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import type { ModelRuntime } from '../runtime/model-runtime.ts';
import { ArcfaceEmbedder, type Embedding } from './arcface-embedder.ts';
import { buildAdapter } from './build-adapter.ts';
import { area, type Detection, overlap } from './detection.ts';
import { findFaces } from './find-faces.ts';
import { fivePoints, Landmarks68 } from './landmarks.ts';
import type { StageTimings } from './stage-timings.ts';
import { type QuarterTurns, TurnedPicture } from './turned-picture.ts';
import { UltrafaceDetector } from './ultraface-detector.ts';

/** A face with its points. */
export interface LocatedFace extends Detection {
  points: FacePoints;
  /** 68 iBUG landmarks. */
  landmarks: Point[];
}

/** A face with its points and its embedding. */
export interface EmbeddedFace extends LocatedFace {
  embedding: Embedding;
}

/** What a call carries through the stages. */
export interface CallContext {
  signal: AbortSignal;
  timings: StageTimings;
}

/** The models' way from a picture to faces and embeddings. */
export class FacePipeline {
  readonly #detector: UltrafaceDetector;
  readonly #landmarks: Landmarks68;
  readonly #embedder: ArcfaceEmbedder;
  readonly #uprightLength: number;

  constructor(runtime: ModelRuntime) {
    this.#detector = buildAdapter(UltrafaceDetector, runtime, 'detector');
    this.#landmarks = buildAdapter(Landmarks68, runtime, 'landmarks');
    this.#embedder = buildAdapter(ArcfaceEmbedder, runtime, 'embedding');
    this.#uprightLength = runtime.pack.manifest.calibration.embeddingLength.upright;
  }

  /**
   * Faces with their boxes only, largest first.
   *
   * @param every Also look for faces much smaller than those that the whole picture shows.
   */
  async detect(picture: Picture, context: CallContext, every = false): Promise<Detection[]> {
    const { signal, timings } = context;
    const step = () => signal.throwIfAborted();
    const detections = await timed(timings, 'detect', () =>
      findFaces(this.#detector, picture, { every, step, clock: timings }),
    );
    return detections.sort((a, b) => area(b.box) - area(a.box));
  }

  /** The points of a detected face, taken to stand upright. */
  async locate(picture: Picture, { box, score }: Detection, context: CallContext): Promise<LocatedFace> {
    const { signal, timings } = context;
    signal.throwIfAborted();
    const landmarks = await timed(timings, 'landmarks', () => this.#landmarks.locate(picture, box, timings));
    return { box, score, landmarks, points: fivePoints(landmarks) };
  }

  /** The embedding of a detected face, whichever way up it is. */
  async embed(picture: Picture, detection: Detection, context: CallContext): Promise<EmbeddedFace> {
    const upright = await this.#embedLocated(
      picture,
      await this.locate(picture, detection, context),
      context,
    );
    if (upright.embedding.length >= this.#uprightLength) return upright;
    const candidates = [upright];
    for (const turns of [1, 2, 3] as const) {
      const turned = await this.#locateTurned(picture, detection, turns, context);
      if (turned) candidates.push(await this.#embedLocated(picture, turned, context));
    }
    return candidates.reduce((best, next) => (next.embedding.length > best.embedding.length ? next : best));
  }

  async #embedLocated(picture: Picture, face: LocatedFace, context: CallContext): Promise<EmbeddedFace> {
    const { signal, timings } = context;
    signal.throwIfAborted();
    const embedding = await this.#embedder.embed(picture, face.points, timings);
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
    const around = turned.boxFromUpright(grow(box, TURNED_VIEW));
    const detections = await timed(context.timings, 'detect', () =>
      this.#detector.detect(turned, around, context.timings),
    );
    const same = detections.find((found) => overlap(turned.boxToUpright(found.box), box) > SAME_FACE_OVERLAP);
    if (!same) return undefined;
    const { score, landmarks, points } = await this.locate(turned, same, context);
    const [leftEye, rightEye, nose, mouthLeft, mouthRight] = points;
    const toUpright = (point: Point) => turned.toUpright(point);
    return {
      box: turned.boxToUpright(same.box),
      score,
      landmarks: landmarks.map(toUpright),
      points: [
        toUpright(leftEye),
        toUpright(rightEye),
        toUpright(nose),
        toUpright(mouthLeft),
        toUpright(mouthRight),
      ],
    };
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

function grow({ x, y, width, height }: Box, factor: number): Box {
  const side = Math.max(width, height) * factor;
  return { x: x + (width - side) / 2, y: y + (height - side) / 2, width: side, height: side };
}
