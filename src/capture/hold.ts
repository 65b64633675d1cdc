import { HOLD_FRAMES, HOLD_MS, TOLERATED_FRAMES } from './thresholds.ts';

/** Whether all has been well for long enough. */
export class Hold {
  #since: number | undefined;
  #goodFrames = 0;
  #missed = 0;
  #progress = 0;

  /** 0 to 1: at 1 the picture can be taken. */
  get progress(): number {
    return this.#progress;
  }

  /**
   * Takes a frame into account.
   *
   * @param time Milliseconds.
   * @returns Whether the hold goes on; if not, it begins anew.
   */
  observe(good: boolean, time: number): boolean {
    if (!good) {
      this.#missed += 1;
      if (this.#missed > TOLERATED_FRAMES) this.reset();
      return this.#since !== undefined;
    }
    this.#missed = 0;
    this.#since ??= time;
    this.#goodFrames += 1;
    this.#progress = Math.min(1, (time - this.#since) / HOLD_MS, this.#goodFrames / HOLD_FRAMES);
    return true;
  }

  reset(): void {
    this.#since = undefined;
    this.#goodFrames = 0;
    this.#missed = 0;
    this.#progress = 0;
  }
}
