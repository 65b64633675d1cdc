import type { Picture } from '../media/picture.ts';
import type { CallContext } from '../vision/face-pipeline.ts';
import { shapeOf } from '../vision/gestures/face-shape.ts';
import type { Gesture } from '../vision/gestures/gesture-names.ts';
import { HeldGesture, holdOf } from '../vision/gestures/held-gesture.ts';
import { NeutralStart } from '../vision/gestures/neutral-start.ts';
import { poseOfPoints } from '../vision/pose-of-points.ts';
import type { Frame } from './examine-frames.ts';
import { FollowedFaces } from './followed-faces.ts';
import type { FaceTemplate, FaceWithParts, LivenessModels } from './liveness-models.ts';
import { personChanged } from './person-check.ts';
import { MIN_SAME_PERSON_SCORE } from './same-person-score.ts';

/** Frames looked at for gestures lie so many seconds apart: a blink takes 0.13 to 0.2. */
const GESTURE_SECONDS = 0.1;

/** Frames looked at for gestures at most: of more than 12 seconds they lie further apart. */
export const MAX_GESTURE_FRAMES = 120;

/** The fewest: of what is very short, each frame. */
const MIN_GESTURE_FRAMES = 24;

/** How many frames of a video are looked at for gestures. @param duration Seconds. */
export function gestureFrames(duration: number): number {
  const wanted = Math.ceil(duration / GESTURE_SECONDS);
  return Math.min(Math.max(wanted, MIN_GESTURE_FRAMES), MAX_GESTURE_FRAMES);
}

/** Looks for gestures in the frames of a medium on their way to those that judge them, who get a few. */
export class RecordedGestures {
  readonly #models: LivenessModels;
  readonly #context: CallContext;
  readonly #followed: FollowedFaces;
  readonly #start = new NeutralStart();
  readonly #wanted: Map<Gesture, HeldGesture>;
  readonly #made = new Map<Gesture, number>();
  #before: FaceTemplate | undefined;

  /** @param gestures What is looked for: each may be made at any time. */
  constructor(models: LivenessModels, gestures: readonly Gesture[], context: CallContext) {
    this.#models = models;
    this.#context = context;
    this.#followed = new FollowedFaces(models.detector, 1);
    this.#wanted = new Map(
      gestures.map((gesture) => [gesture, new HeldGesture(gesture, holdOf(gesture, 'recorded'))]),
    );
  }

  /** When a gesture began, by its frame's time; undefined if it was not made. */
  timeOf(gesture: Gesture): number | undefined {
    return this.#made.get(gesture);
  }

  /**
   * Looks at every frame, and passes some on, spread over the whole; the others are closed.
   *
   * @param few How many are passed on at most.
   * @param placeOf Where in the medium a frame is, 0 to 1.
   * @throws {ApiLiteError} LDE-002004 if another person makes a gesture.
   */
  async *passOn(
    frames: AsyncIterable<Frame>,
    few: number,
    placeOf: (frame: Frame, index: number) => number,
  ): AsyncGenerator<Frame> {
    let index = 0;
    let next = 0;
    for await (const frame of frames) {
      const place = placeOf(frame, index++);
      const isPassedOn = place >= next / few;
      try {
        await this.#models.exclusively(() => this.#look(frame));
      } catch (error) {
        frame.picture.close();
        throw error;
      }
      if (isPassedOn) {
        next = Math.floor(place * few) + 1;
        yield frame;
      } else {
        frame.picture.close();
      }
    }
  }

  async #look({ picture, time }: Frame): Promise<void> {
    const { signal, timings } = this.#context;
    signal.throwIfAborted();
    const missing = [...this.#wanted].filter(([gesture]) => !this.#made.has(gesture));
    if (missing.length === 0) return;
    const [face] = await this.#followed.find(picture, time, timings);
    if (!face) return;
    const parts = await this.#models.locate(picture, face, timings);
    const { box, points, landmarks } = parts;
    const eyesOpen = this.#wanted.has('close-eyes')
      ? await this.#models.eyesOpen(picture, parts, timings)
      : undefined;
    const shape = shapeOf({ box, pose: poseOfPoints(points), landmarks, eyesOpen });
    const { shape: start } = this.#start;
    if (!start) {
      this.#start.add(shape, time);
      if (this.#start.shape) this.#before = await this.#templateOf(picture, parts);
      return;
    }
    for (const [gesture, held] of missing) {
      const begun = held.add(shape, start, time);
      if (begun === undefined) continue;
      await this.#checkPerson(picture, parts);
      this.#made.set(gesture, begun);
    }
  }

  /** Who makes the gesture must be who was there at the start, as far as a turned face can tell. */
  async #checkPerson(picture: Picture, face: FaceWithParts): Promise<void> {
    const now = await this.#templateOf(picture, face);
    const before = this.#before;
    if (!before || !this.#models.isClear(before) || !this.#models.isClear(now)) return;
    if (this.#models.compare(before.template, now.template) < MIN_SAME_PERSON_SCORE) throw personChanged();
  }

  #templateOf(picture: Picture, face: FaceWithParts): Promise<FaceTemplate> {
    return this.#models.templateOf(picture, face, this.#context);
  }
}
