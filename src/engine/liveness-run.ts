import type { ApiLiteErrorReason } from '../contract/errors.ts';
import { DEFAULT_THRESHOLD } from '../contract/liveness/payload.ts';
import { MAX_SCORED_FRAMES } from '../media/limits.ts';
import { FaceMotion, type FaceSample, MIN_CHANGE, MIN_MOTION_FRAMES } from '../vision/face-motion.ts';
import { combineLogOdds, type ScoredFrame } from '../vision/spoofing-score.ts';
import type { RunningLiveness } from './watched-frame.ts';

/** Frames that lie nearer show the same: five a second make the score of a file's dozen in a bit over two. */
const MIN_APART_SECONDS = 0.2;

/** Whether one person in a live video is a living one: the last frames, judged as those of a file are. */
export class LivenessRun {
  #scored: ScoredFrame[] = [];
  #motion = new FaceMotion();
  #samples = 0;
  /** Undefined until there is motion, or a whole dozen of frames without. */
  #moves: boolean | undefined;
  #judgedAt: number | undefined;
  #reason: ApiLiteErrorReason | undefined;

  /**
   * Whether a frame is to be judged.
   *
   * @param time Seconds by the frames' own clock; without one every frame is.
   */
  isDue(time: number | undefined): boolean {
    if (time === undefined || this.#judgedAt === undefined) return true;
    return Math.abs(time - this.#judgedAt) >= MIN_APART_SECONDS;
  }

  /** The frame can't be judged. */
  refuse(reason: ApiLiteErrorReason): void {
    this.#reason = reason;
  }

  add(frame: ScoredFrame, sample: FaceSample, time: number | undefined): void {
    this.#reason = undefined;
    this.#judgedAt = time;
    this.#scored = [...this.#scored, frame].slice(-MAX_SCORED_FRAMES);
    this.#noteMotion(sample);
  }

  /** @param chanceOf The calibrated chance of an attack by raw log-odds. */
  soFar(chanceOf: (logOdds: number) => number): RunningLiveness {
    const frames = this.#scored.length;
    const score = frames === 0 ? null : chanceOf(combineLogOdds(this.#scored));
    const reason = this.#reason ?? (this.#moves === false ? 'no-motion' : undefined);
    return { score, frames, passed: this.#passes(score), ...(reason && { reason }) };
  }

  #passes(score: number | null): boolean | null {
    if (score === null || this.#scored.length < MIN_MOTION_FRAMES) return null;
    if (score > DEFAULT_THRESHOLD) return false;
    return this.#moves ?? null;
  }

  /** In windows of their own: who sat still for two seconds may move afterwards, and the other way round. */
  #noteMotion(sample: FaceSample): void {
    this.#motion.add(sample);
    this.#samples++;
    const isWhole = this.#samples === MAX_SCORED_FRAMES;
    const moves = this.#samples >= MIN_MOTION_FRAMES && this.#motion.change >= MIN_CHANGE;
    if (moves || isWhole) this.#moves = moves;
    if (!isWhole) return;
    this.#motion = new FaceMotion();
    this.#samples = 0;
  }
}
