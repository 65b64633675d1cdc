import type { DetectResponse } from '../contract/wire.ts';
import { encodeJpeg } from '../media/encode-jpeg.ts';
import type { FaceEngine } from '../page/face-engine.ts';
import { analyseFrame } from './analyse-frame.ts';
import { type CameraFrame, nextFrame } from './camera-frame.ts';
import type { CameraHint } from './camera-hints.ts';
import { EngineFailures } from './engine-failures.ts';
import type { CaptureDetail } from './events.ts';
import { FrameStatistics } from './frame-statistics.ts';
import type { FaceAtTime, GuidanceCode } from './guidance.ts';
import { Hold } from './hold.ts';
import { type Candidate, OfferedShots } from './offered-shots.ts';
import { SteadyGuidance } from './steady-guidance.ts';
import { JPEG_QUALITY, SHUTTER_FRAMES, SHUTTER_WAIT_MS } from './thresholds.ts';

/** What a run asks of the component, which may change meanwhile. */
export interface RunSettings {
  auto: boolean;
  liveness: boolean;
  minQuality: number;
}

/** What the search gives; the rest of the detail is known to the component. */
export type TakenShot = Omit<CaptureDetail, 'gestures' | 'video' | 'hints'>;

export interface RunListener {
  onFrame(guidance: GuidanceCode, progress: number): void;
  /** When a picture is chosen; it is closed afterwards. */
  onShot(picture: ImageBitmap): void;
  /** When the picture chosen turns out unusable, and the search goes on. */
  onResume(): void;
}

/** The search for a picture in an open camera, frame after frame, at the engine's pace. */
export class CaptureRun {
  readonly #shots = new OfferedShots();
  readonly #hold = new Hold();
  readonly #shown = new SteadyGuidance<GuidanceCode>();
  readonly #statistics = new FrameStatistics();
  readonly #failures: EngineFailures;
  #before: FaceAtTime | undefined;
  /** When the person pressed the shutter. */
  #pressed: number | undefined;
  readonly #engine: FaceEngine;
  readonly #video: HTMLVideoElement;
  readonly #settings: Readonly<RunSettings>;
  readonly #listener: RunListener;

  constructor(
    engine: FaceEngine,
    video: HTMLVideoElement,
    settings: Readonly<RunSettings>,
    listener: RunListener,
  ) {
    this.#engine = engine;
    this.#video = video;
    this.#settings = settings;
    this.#listener = listener;
    this.#failures = new EngineFailures(engine);
  }

  press(): void {
    this.#pressed ??= performance.now();
  }

  /** What the frames say of the camera. @param frameRate That it is set to. */
  hints(frameRate: number | undefined): CameraHint[] {
    return this.#statistics.hints(frameRate);
  }

  /** Forgets what was seen so far: the person was away. */
  restart(): void {
    this.#hold.reset();
    this.#shots.clear();
    this.#pressed = undefined;
    this.#before = undefined;
  }

  /**
   * Looks for a picture until there is one.
   *
   * @throws {CaptureError} `engine-failed` if the engine can't work.
   * @throws the signal's reason.
   */
  async take(signal: AbortSignal): Promise<TakenShot> {
    try {
      for (;;) {
        const takenBy = await this.#look(signal);
        const shot = takenBy && this.#shots.take();
        const detail = shot && (await this.#examine(shot, takenBy, signal));
        if (detail) return detail;
      }
    } finally {
      this.#shots.clear();
    }
  }

  /** Looks at one frame. @returns who takes the picture, if anybody does now. */
  async #look(signal: AbortSignal): Promise<CaptureDetail['takenBy'] | undefined> {
    const frame = await nextFrame(this.#video, signal);
    this.#statistics.observe(frame);
    const seen = await this.#failures.guard(signal, () => this.#see(frame, signal));
    if (!seen?.kept) frame.bitmap.close();
    if (seen) this.#listener.onFrame(this.#shown.observe(seen.code, frame.time), this.#hold.progress);
    return this.#whoTakes(frame.time);
  }

  /** Analyses a frame, and keeps it if it may become the picture. */
  async #see(frame: CameraFrame, signal: AbortSignal): Promise<{ code: GuidanceCode; kept: boolean }> {
    const engine = this.#engine;
    const { auto, minQuality } = this.#settings;
    const pressed = this.#pressed !== undefined;
    const options = { engine, signal, minQuality, before: this.#before, always: pressed };
    const { code, face, quality } = await analyseFrame(frame, options);
    this.#before = face && { face, time: frame.time };
    const good = code === 'ready';
    if (!this.#hold.observe(good, frame.time) && !pressed) this.#shots.clear();
    const kept = quality !== undefined && (pressed || (auto && good));
    if (kept) {
      const { liveness: isWanted } = this.#settings;
      const liveness = isWanted ? await engine.detect(frame.bitmap, { signal }) : undefined;
      this.#shots.offer({ picture: frame.bitmap, quality }, liveness);
    }
    return { code, kept };
  }

  #whoTakes(time: number): CaptureDetail['takenBy'] | undefined {
    if (this.#pressed !== undefined) {
      const waited = time - this.#pressed;
      if (this.#shots.count >= SHUTTER_FRAMES) return 'person';
      if (waited <= SHUTTER_WAIT_MS) return undefined;
      this.#pressed = undefined;
      return this.#shots.count > 0 ? 'person' : undefined;
    }
    return this.#settings.auto && this.#hold.progress === 1 ? 'itself' : undefined;
  }

  /** Makes of a frame what the app gets; undefined if the engine finds no face in it after all. */
  async #examine(
    { picture: bitmap, quality, liveness }: Candidate & { liveness: DetectResponse | undefined },
    takenBy: CaptureDetail['takenBy'],
    signal: AbortSignal,
  ): Promise<TakenShot | undefined> {
    try {
      this.#listener.onShot(bitmap);
      const { width, height } = bitmap;
      const picture = await encodeJpeg(bitmap, JPEG_QUALITY);
      const template = await this.#failures.guard(signal, () => this.#engine.extract(picture, { signal }));
      if (template) return { picture, width, height, quality, template, liveness, takenBy };
    } finally {
      bitmap.close();
    }
    this.restart();
    this.#listener.onResume();
    return undefined;
  }
}
