import type { ApiLiteError } from '../contract/errors.ts';
import type { ReadingLimits } from '../media/limits.ts';
import type { Picture } from '../media/picture.ts';
import { packError } from '../runtime/model-pack.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import type { Detection } from '../vision/detection.ts';
import type { AntispoofingModel, FaceDetector, FaceModels } from '../vision/face-models.ts';
import type { CallContext } from '../vision/face-pipeline.ts';
import { fivePoints } from '../vision/landmarks.ts';
import { type MeasuredQuality, measureQuality } from '../vision/quality.ts';
import { chooseFace, otherFaceWidth } from './choose-face.ts';
import type { EngineCore } from './engine-core.ts';

/** The face a picture is of. */
export interface MainFace extends Detection {
  /** Width of the largest other face in the picture over this one's; 0 if there is none. */
  otherFace: number;
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

  get detector(): FaceDetector {
    return this.#core.models.detector;
  }

  /** @throws {ApiLiteError} BPE-001002 if the pack has none. */
  get antispoofing(): AntispoofingModel {
    const { antispoofing } = this.#core.models;
    if (!antispoofing) throw this.#lacking('detect', { antispoofing });
    return antispoofing;
  }

  /** Runs work on an open picture when no other is in the models: they and the canvas reuse their buffers. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#core.inModels(work);
  }

  /** Makes ready what `detect` needs; what only quality needs waits for its first use. */
  async load(): Promise<void> {
    // Throws if the pack has none.
    void this.antispoofing;
    await this.#core.runtime.load(['detector', 'antispoofing']);
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
   * The components of quality that the pack has models for.
   *
   * @param otherFace Width of the largest other face over this one's.
   */
  async quality(
    picture: Picture,
    { box, points }: Detection,
    otherFace: number,
    clock?: ModelClock,
  ): Promise<MeasuredQuality> {
    const { models } = this.#core;
    const landmarks = await models.landmarks?.locate(picture, box, clock);
    const pose = await models.pose?.poseOf(picture, box, clock);
    const eyes = landmarks && (await models.eyes?.openness(picture, landmarks, clock));
    const [left, right] = (landmarks ? fivePoints(landmarks) : points) ?? [];
    const eyeCentres = left && right && ([left, right] as const);
    return measureQuality(picture, { box, eyeCentres, landmarks, pose, eyes, otherFace });
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
