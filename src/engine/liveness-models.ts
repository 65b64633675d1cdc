import type { Picture } from '../media/picture.ts';
import type { ModelClock } from '../runtime/model-session.ts';
import { AntiSpoofing128 } from '../vision/antispoofing.ts';
import { buildAdapter } from '../vision/build-adapter.ts';
import { area, type Detection } from '../vision/detection.ts';
import { EyeState24 } from '../vision/eyes.ts';
import { type CallContext, timed } from '../vision/face-pipeline.ts';
import { type Detector, findFaces } from '../vision/find-faces.ts';
import { Landmarks68 } from '../vision/landmarks.ts';
import { Hopenet224 } from '../vision/pose.ts';
import { type FaceQuality, measureQuality } from '../vision/quality.ts';
import { UltrafaceDetector } from '../vision/ultraface-detector.ts';
import { chooseFace } from './choose-face.ts';
import type { EngineCore } from './engine-core.ts';

/** The face a picture is of. */
export interface MainFace extends Detection {
  /** Width of the largest other face in the picture over this one's; 0 where there is none. */
  otherFace: number;
}

/** The models that liveness and quality need, each loaded by its first run. */
export class LivenessModels {
  readonly detector: Detector;
  readonly antispoofing: AntiSpoofing128;
  readonly #landmarks: Landmarks68;
  readonly #pose: Hopenet224;
  readonly #eyes: EyeState24;

  constructor(private readonly core: EngineCore) {
    const { runtime } = core;
    this.detector = buildAdapter(UltrafaceDetector, runtime, 'detector');
    this.antispoofing = buildAdapter(AntiSpoofing128, runtime, 'antispoofing');
    this.#landmarks = buildAdapter(Landmarks68, runtime, 'landmarks');
    this.#pose = buildAdapter(Hopenet224, runtime, 'pose');
    this.#eyes = buildAdapter(EyeState24, runtime, 'eyes');
  }

  /** Runs work on an open picture when no other is in the models: they and the canvas reuse their buffers. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.core.inModels(work);
  }

  /** Makes ready what `detect` needs; what only quality needs waits for its first use. */
  load(): Promise<void> {
    return this.core.runtime.load(['detector', 'antispoofing']);
  }

  /**
   * The one face of a picture; bystanders, whose faces are much smaller, do not count.
   *
   * @throws {ApiLiteError} BPE-003002 where there is none, BPE-003003 where there are several.
   */
  async oneFace(picture: Picture, { signal, timings }: CallContext): Promise<MainFace> {
    const step = () => signal.throwIfAborted();
    const faces = await timed(timings, 'detect', () =>
      findFaces(this.detector, picture, { every: false, step, clock: timings }),
    );
    const face = chooseFace(faces.sort((a, b) => area(b.box) - area(a.box)));
    const others = faces.filter((other) => other !== face).map(({ box }) => box.width / face.box.width);
    return { ...face, otherFace: Math.max(0, ...others) };
  }

  /** @param otherFace Width of the largest other face over this one's. */
  async quality(
    picture: Picture,
    { box }: Detection,
    otherFace: number,
    clock?: ModelClock,
  ): Promise<FaceQuality> {
    const landmarks = await this.#landmarks.locate(picture, box, clock);
    const pose = await this.#pose.poseOf(picture, box, clock);
    const eyes = await this.#eyes.openness(picture, landmarks, clock);
    return measureQuality(picture, { box, landmarks, pose, eyes, otherFace });
  }
}
