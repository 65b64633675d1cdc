import type { FaceShape } from './face-shape.ts';
import type { Gesture } from './gesture-names.ts';
import { showsGesture } from './gesture-rules.ts';
import {
  CLOSED_SECONDS,
  HOLD_FRAMES,
  HOLD_SECONDS,
  RECORDED_FRAMES,
  RECORDED_SECONDS,
} from './thresholds.ts';

/** For how long a gesture must be seen. */
interface Hold {
  seconds: number;
  frames: number;
}

/**
 * @param way `asked` for a gesture that someone is asked for at this moment; `recorded` for one in a recording, of which some
 *   frames are looked at: there a blink closes the eyes, too.
 */
export function holdOf(gesture: Gesture, way: 'asked' | 'recorded'): Hold {
  const isOfEyes = gesture === 'close-eyes';
  if (way === 'asked') return { seconds: isOfEyes ? CLOSED_SECONDS : HOLD_SECONDS, frames: HOLD_FRAMES };
  return isOfEyes ? { seconds: 0, frames: 1 } : { seconds: RECORDED_SECONDS, frames: RECORDED_FRAMES };
}

/** Notices when a gesture was made and held. */
export class HeldGesture {
  readonly #gesture: Gesture;
  readonly #hold: Hold;
  #since: number | undefined;
  #frames = 0;

  constructor(gesture: Gesture, hold: Hold) {
    this.#gesture = gesture;
    this.#hold = hold;
  }

  /** Whether the last frame showed it. */
  get isSeen(): boolean {
    return this.#since !== undefined;
  }

  /**
   * @param time Seconds.
   * @returns when it was begun, once it was held for long enough.
   */
  add(now: FaceShape, start: FaceShape, time: number): number | undefined {
    if (!showsGesture(this.#gesture, now, start)) {
      this.release();
      return undefined;
    }
    this.#since ??= time;
    this.#frames++;
    const isHeld = this.#frames >= this.#hold.frames && time - this.#since >= this.#hold.seconds;
    return isHeld ? this.#since : undefined;
  }

  /** It is not seen any more. */
  release(): void {
    this.#since = undefined;
    this.#frames = 0;
  }
}
