import { type FaceShape, neutralShape } from './face-shape.ts';
import { MAX_START_TURN, START_FRAMES, START_SECONDS } from './thresholds.ts';

/** A person's face between gestures, by the first frames in which it looks towards the camera. */
export class NeutralStart {
  readonly #shapes: FaceShape[] = [];
  #begun = 0;
  #shape: FaceShape | undefined;

  /** Undefined until enough was seen; then it stays. */
  get shape(): FaceShape | undefined {
    return this.#shape;
  }

  /** @param time Seconds. */
  add(shape: FaceShape, time: number): void {
    if (this.#shape || Math.abs(shape.yaw) > MAX_START_TURN) return;
    if (this.#shapes.length === 0) this.#begun = time;
    this.#shapes.push(shape);
    const isEnough = this.#shapes.length >= START_FRAMES && time - this.#begun >= START_SECONDS;
    if (isEnough) this.#shape = neutralShape(this.#shapes);
  }
}
