import { otherPersons } from '../../engine/choose-face.ts';
import { MIN_SAME_PERSON_SCORE } from '../../engine/same-person-score.ts';
import type { LookedAtFrame, WatchedFace } from '../../engine/watched-frame.ts';
import { packError } from '../../runtime/model-pack.ts';
import { type FaceShape, shapeOf } from '../../vision/gestures/face-shape.ts';
import type { Gesture } from '../../vision/gestures/gesture-names.ts';
import { canTell } from '../../vision/gestures/gesture-rules.ts';
import { HeldGesture, holdOf } from '../../vision/gestures/held-gesture.ts';
import { NeutralStart } from '../../vision/gestures/neutral-start.ts';
import { OTHER_SCENE } from '../../vision/scene-change.ts';
import type { GestureStep, GesturesFailure, GesturesProgress, GesturesResult } from './gesture-options.ts';

/** A face may be missed for so many seconds: longer, and another may have taken its place. */
const MAX_MISSING_SECONDS = 1;

/** So many in a row are somebody else: one may be of a bad frame. */
const STRANGER_LOOKS = 2;

/** What a run is about. */
export interface GestureTask {
  gestures: readonly Gesture[];
  nonce: string | undefined;
  /** Seconds for each gesture, and for the start and the end. */
  timeout: number;
  mirrored: boolean;
}

/** A frame, its time in seconds since the first one. */
export type TimedFrame = LookedAtFrame & { time: number };

/** What a person is doing: looks into the camera, makes gestures, looks into the camera again. */
export class GestureRun {
  readonly #task: GestureTask;
  /** Milliseconds since 1970, of the first frame. */
  #started = Date.now();
  #isFirst = true;
  readonly #start = new NeutralStart();
  readonly #steps: GestureStep[] = [];
  readonly #likeness: number[] = [];
  #held: HeldGesture | undefined;
  /** Whether the gesture asked for was not to be seen: what is held already answers no request. */
  #isArmed = false;
  /** When what is waited for now was asked for. */
  #since = 0;
  #time = 0;
  #seenAt = 0;
  #id: number | undefined;
  #template: Uint8Array<ArrayBuffer> | undefined;

  constructor(task: GestureTask) {
    this.#task = task;
  }

  /**
   * Looks at the next frame.
   *
   * @returns the outcome, once there is one.
   * @throws {ApiLiteError} BPE-001002 if the pack can't tell a gesture.
   */
  look(frame: TimedFrame): GesturesResult | undefined {
    if (this.#isFirst) this.#started = Date.now();
    this.#isFirst = false;
    this.#time = frame.time;
    const [face] = frame.faces;
    if (!face) return this.#seemsGone() ? this.#outcome('no-face') : undefined;
    this.#seenAt = frame.time;
    const failure = this.#failureOf(frame, face);
    if (failure) return this.#outcome(failure);
    const isCompared = frame.continuity?.likeness !== undefined;
    if (isCompared && this.#isDone())
      return this.#outcome(this.#isStranger(1) ? 'person-changed' : undefined);
    this.#follow(this.#shapeOf(face), frame.time);
    return this.#outcomeIfLate();
  }

  /** The source has ended. */
  end(): GesturesResult {
    return this.#outcome('ended');
  }

  /** What the person is asked for by the frame that was looked at last. */
  progressOf({ width, height, faces, time }: TimedFrame): GesturesProgress {
    const asked = this.#held ? (this.#steps.at(-1)?.gesture ?? null) : null;
    return { asked, made: this.#made, of: this.#task.gestures.length, time, width, height, faces };
  }

  get #made(): number {
    return this.#steps.filter(({ made }) => made !== null).length;
  }

  #isDone(): boolean {
    return this.#made === this.#task.gestures.length;
  }

  #seemsGone(): boolean {
    this.#held?.release();
    return this.#time - this.#seenAt > (this.#id === undefined ? this.#task.timeout : MAX_MISSING_SECONDS);
  }

  #failureOf({ faces, continuity }: TimedFrame, face: WatchedFace): GesturesFailure | undefined {
    const { sceneChange = 0, likeness, template } = continuity ?? {};
    this.#template ??= template;
    if (likeness !== undefined) this.#likeness.push(likeness);
    // Before the start nothing was shown yet: the camera may still be moved into place.
    const { shape: start } = this.#start;
    if (!start) this.#id = face.id;
    if (otherPersons(face, faces).length > 0) return 'several-faces';
    if (start && (sceneChange >= OTHER_SCENE || face.id !== this.#id)) return 'jump';
    if (this.#isStranger(STRANGER_LOOKS)) return 'person-changed';
    return undefined;
  }

  #isStranger(looks: number): boolean {
    const last = this.#likeness.slice(-looks);
    return last.length === looks && last.every((score) => score < MIN_SAME_PERSON_SCORE);
  }

  #shapeOf(face: WatchedFace): FaceShape {
    const missing = this.#task.gestures.find(
      (gesture) =>
        !canTell(gesture, { landmarks: face.landmarks !== undefined, eyes: face.eyesOpen !== undefined }),
    );
    if (missing) throw packError(`The model pack can't tell the gesture ${missing}: ask for others.`);
    const shape = shapeOf(face);
    return this.#task.mirrored ? { ...shape, yaw: -shape.yaw } : shape;
  }

  #follow(shape: FaceShape, time: number): void {
    const { shape: start } = this.#start;
    if (!start) {
      this.#start.add(shape, time);
      // Without a template of the start nobody could be recognized at the end.
      if (this.#start.shape && this.#template) this.#ask(time);
      return;
    }
    const step = this.#steps.at(-1);
    if (!this.#held || !step) {
      if (this.#template && !this.#isDone()) this.#ask(time);
      return;
    }
    const begun = this.#held.add(shape, start, time);
    if (!this.#held.isSeen) this.#isArmed = true;
    if (begun === undefined || !this.#isArmed) return;
    Object.assign(step, { begun, made: time });
    this.#held = undefined;
    if (this.#isDone()) this.#since = time;
    else this.#ask(time);
  }

  #ask(time: number): void {
    const gesture = this.#task.gestures[this.#steps.length];
    if (!gesture) return;
    this.#steps.push({ gesture, asked: time, begun: null, made: null });
    this.#held = new HeldGesture(gesture, holdOf(gesture, 'asked'));
    this.#isArmed = false;
    this.#since = time;
  }

  #outcomeIfLate(): GesturesResult | undefined {
    if (this.#time - this.#since <= this.#task.timeout) return undefined;
    return this.#outcome(this.#held ? 'not-made' : 'no-face');
  }

  #outcome(reason: GesturesFailure | undefined): GesturesResult {
    const { gestures, nonce = null } = this.#task;
    return {
      passed: reason === undefined,
      ...(reason && { reason }),
      transcript: {
        nonce,
        gestures,
        started: this.#started,
        steps: this.#steps,
        likeness: this.#likeness,
        duration: this.#time,
      },
      ...(this.#template && { template: this.#template }),
    };
  }
}
