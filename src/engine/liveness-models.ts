import { ApiLiteError } from '../contract/errors.ts';
import type { FacePoints, Point } from '../media/geometry.ts';
import type { ReadingLimits } from '../media/limits.ts';
import type { VideoReader } from '../media/open-video.ts';
import type { Picture } from '../media/picture.ts';
import { UnusableMediumError } from '../media/unusable-medium.ts';
import { packError } from '../runtime/model-pack.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import type { Template } from '../templates/template-bytes.ts';
import type { Detection } from '../vision/detection.ts';
import type { AntispoofingModel, FaceDetector, FaceModels } from '../vision/face-models.ts';
import type { CallContext, LocatedFace } from '../vision/face-pipeline.ts';
import { fivePoints } from '../vision/landmarks.ts';
import { type MeasuredQuality, measureQuality, type PixelQuality } from '../vision/quality.ts';
import { attackChance } from '../vision/spoofing-score.ts';
import { chooseFace, otherFaceWidth } from './choose-face.ts';
import { coveredFace } from './covered-face.ts';
import type { EngineCore } from './engine-core.ts';
import { faceFault, surroundingsOf } from './face-fault.ts';
import { laterPart } from './later-part.ts';

/**
 * Of the length of an upright face's embedding, what a picture's face must have: the shortest of 153 live pictures has
 * 0.97 of it, a cup that the detector takes for a face 0.76.
 */
const LEAST_CLEAR = 0.85;

/**
 * The same share for a face that the detector is not sure of, in pictures and videos: of a person in a mask, whom YuNet
 * finds with 0.70 to 0.84, the embedding is 0.94 to 1.02 times as long as an upright face's. Faces that are to be seen
 * are doubted by one in a hundred.
 */
const LEAST_CLEAR_IF_DOUBTED = 1.1;

/** The face a picture is of. */
export interface MainFace extends Detection {
  /** Width of the largest other face in the picture over this one's; 0 if there is none. */
  otherFace: number;
}

/** A face with what the pack's models tell of its parts. */
export interface FaceWithParts extends LocatedFace {
  /** 68 iBUG landmarks. */
  landmarks?: readonly Point[];
}

/** What tells whether enough of a face is to be seen. */
export interface FaceEvidence {
  /** The embedding's, before it was normalised: short if little of a face is to be seen. */
  length: number;
  /** The detector's confidence. */
  score: number;
}

/** A template with what tells whether there is a face behind it. */
export interface FaceTemplate extends FaceEvidence {
  template: Template;
}

/** What liveness and quality need of the engine's models. A pack may lack the models of either. */
export class LivenessModels {
  readonly #core: EngineCore;

  constructor(core: EngineCore) {
    this.#core = core;
  }

  /** How long reading may take. */
  get limits(): ReadingLimits {
    return this.#core.limits;
  }

  /**
   * What reads one video.
   *
   * @throws {UnusableMediumError} in a thread that has none, since it could not decode a video either.
   * @throws {ApiLiteError} BPE-001002 if their script can't be read.
   */
  async videoReader(): Promise<VideoReader> {
    const { videoReader } = this.#core;
    if (videoReader) return await laterPart(videoReader());
    throw new UnusableMediumError('is a video, and here the browser has no WebCodecs to decode it');
  }

  get detector(): FaceDetector {
    return this.#core.models.detector;
  }

  /** @throws {ApiLiteError} BPE-001002 if the pack has none. */
  get antispoofing(): AntispoofingModel {
    const { antispoofing } = this.#core.models;
    if (!antispoofing) throw this.#lacking('detect', { antispoofing });
    return antispoofing;
  }

  /** What gestures are told by besides the five points, if the pack has it. */
  get forGestures(): { landmarks: boolean; eyes: boolean } {
    const { landmarks, eyes } = this.#core.models;
    return { landmarks: landmarks !== undefined, eyes: eyes !== undefined };
  }

  /** Runs work on an open picture when no other is in the models: they and the canvas reuse their buffers. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#core.inModels(work);
  }

  /** The calibrated chance of an attack, 0 to 1. @throws {ApiLiteError} LDE-001002 if the pack is not calibrated. */
  attackChance(logOdds: number): number {
    const { name, calibration } = this.#core.runtime.pack.manifest;
    if (calibration.spoofing) return attackChance(logOdds, calibration.spoofing);
    throw new ApiLiteError(
      'LDE-001002',
      `The model pack "${name}" is not calibrated for liveness: npm run evaluate:pad -- LABELS.tsv --write does it.`,
    );
  }

  /** @throws {ApiLiteError} BPE-001002 or LDE-001002 naming what the pack lacks to tell the living. */
  requireLiveness(): void {
    // Both throw if there is none.
    void this.antispoofing;
    this.attackChance(0);
  }

  /** Makes ready what `detect` needs; what only quality needs waits for its first use. */
  async load(): Promise<void> {
    this.requireLiveness();
    await this.#core.runtime.load(['detector', 'antispoofing', 'landmarks', 'embedding']);
  }

  /**
   * The one face of a picture; bystanders, whose faces are much smaller, do not count.
   *
   * @throws {ApiLiteError} BPE-003002 if there is none, BPE-003003 if there are several.
   */
  async oneFace(picture: Picture, context: CallContext): Promise<MainFace> {
    const faces = await this.#core.pipeline.detect(picture, context);
    const face = chooseFace(faces);
    return { ...face, otherFace: otherFaceWidth(face, faces) };
  }

  /** @throws {ApiLiteError} BPE-001002 naming what the pack lacks to measure every component of quality. */
  requireQuality(): void {
    const { landmarks, pose, eyes } = this.#core.models;
    if (!landmarks || !pose || !eyes) throw this.#lacking('quality', { landmarks, pose, eyes });
  }

  /**
   * The log-odds of an attack by the one face of a picture.
   *
   * @throws {ApiLiteError} as {@link oneFace}; LDE-002004 if the face can't be judged.
   */
  async attackLogOdds(picture: Picture, context: CallContext): Promise<number> {
    const face = await this.oneFace(picture, context);
    const { box, score, otherFace } = face;
    const quality = measureQuality(picture, { box, otherFace });
    const fault = faceFault({ box, surroundings: surroundingsOf(box, picture), quality });
    if (fault) throw fault;
    const { embedding } = await this.#core.pipeline.embed(picture, face, context);
    if (!this.isClear({ length: embedding.length, score }, LEAST_CLEAR)) throw coveredFace();
    return this.antispoofing.attackLogOdds(picture, box, context.timings);
  }

  /**
   * The components of quality that the pack has models for.
   *
   * @param otherFace Width of the largest other face over this one's.
   */
  async quality(
    picture: Picture,
    face: Detection,
    otherFace: number,
    clock?: ModelClock,
  ): Promise<MeasuredQuality> {
    return this.qualityOf(picture, await this.locate(picture, face, clock), otherFace, clock);
  }

  /** Where the parts of a face are. */
  async locate(picture: Picture, face: Detection, clock?: ModelClock): Promise<FaceWithParts> {
    const landmarks = await this.#core.models.landmarks?.locate(picture, face.box, clock);
    const points = landmarks ? fivePoints(landmarks) : face.points;
    if (!points) throw new Error('The pack has no landmarks model, and its detector gave no points.');
    return { ...face, points, ...(landmarks && { landmarks }) };
  }

  /** The chance that each eye of a face is open; undefined if the pack can't tell. */
  async eyesOpen(
    picture: Picture,
    { landmarks }: FaceWithParts,
    clock?: ModelClock,
  ): Promise<[number, number] | undefined> {
    return landmarks && (await this.#core.models.eyes?.openness(picture, landmarks, clock));
  }

  /**
   * {@link quality} of a face whose parts are located.
   *
   * @param pixels If they were measured before.
   */
  async qualityOf(
    picture: Picture,
    face: FaceWithParts,
    otherFace: number,
    clock?: ModelClock,
    pixels?: PixelQuality,
  ): Promise<MeasuredQuality> {
    const { models } = this.#core;
    const { box, points, landmarks } = face;
    const pose = await models.pose?.poseOf(picture, box, clock);
    const eyes = await this.eyesOpen(picture, face, clock);
    return measureQuality(picture, {
      box,
      eyeCentres: eyesOf(points),
      landmarks,
      pose,
      eyes,
      otherFace,
      pixels,
    });
  }

  /** The components of quality that need no more models: they are read of every frame. */
  plainQuality(
    picture: Picture,
    { box, points, landmarks }: FaceWithParts,
    otherFace: number,
    pixels: PixelQuality,
  ): MeasuredQuality {
    return measureQuality(picture, { box, eyeCentres: eyesOf(points), landmarks, otherFace, pixels });
  }

  /**
   * The template of a face whose points are known, to tell it from other people's.
   *
   * @param isKnown Whether a template is enough as the face stands: if so, it is not looked at turned.
   */
  async templateOf(
    picture: Picture,
    face: LocatedFace,
    context: CallContext,
    isKnown: (template: Template) => boolean = () => false,
  ): Promise<FaceTemplate> {
    const upright = await this.#core.pipeline.embedUpright(picture, face, context);
    const asItStands = await this.#core.toTemplate(upright);
    const best = isKnown(asItStands)
      ? upright
      : await this.#core.pipeline.orTurned(picture, upright, context);
    const template = best === upright ? asItStands : await this.#core.toTemplate(best);
    return { template, length: best.embedding.length, score: face.score };
  }

  /**
   * Whether an embedding is as long as those of faces that stand upright and are not covered.
   *
   * @param share Of that length, which is enough, unless the detector doubts the face.
   */
  isClear({ length, score }: FaceEvidence, share = 1): boolean {
    const least = score < this.detector.sureScore ? LEAST_CLEAR_IF_DOUBTED : share;
    return length >= least * this.#core.runtime.pack.manifest.calibration.embeddingLength.upright;
  }

  /** The comparison score of two templates. */
  compare(a: Template, b: Template): number {
    return this.#core.comparison.compare(a, b).score;
  }

  #lacking(
    what: string,
    models: { [Role in keyof FaceModels]?: FaceModels[Role] | undefined },
  ): ApiLiteError {
    const roles = Object.entries(models).flatMap(([role, model]) => (model ? [] : role));
    const { name } = this.#core.runtime.pack.manifest;
    return packError(
      `The model pack "${name}" has no model for ${roles.join(', ')}, which ${what} can't do without.`,
    );
  }
}

function eyesOf(points: FacePoints): [Point, Point] {
  return [points[0], points[1]];
}
