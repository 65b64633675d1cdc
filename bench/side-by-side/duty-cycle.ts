/** So long a slowed process runs at a time: short beside a call. */
const RUN_MS = 4;

/** No turn counts for longer: when the whole machine stood still, there is nothing to make up for. */
const LONGEST_TURN_MS = 50;

/** How long a process has to run and to stand still in turns, so that all in all it runs a share of the time. */
export class DutyCycle {
  readonly #share: number;
  /** Milliseconds that it still has to stand still for what it has run; below 0 if it stood still for too long. */
  #owed = 0;

  /** @param share Of the time, above 0 and below 1. */
  constructor(share: number) {
    this.#share = share;
  }

  /** Milliseconds that the next turn should run. */
  get toRun(): number {
    return RUN_MS + Math.max(0, -this.#owed) * (this.#share / (1 - this.#share));
  }

  /** Milliseconds that it should stand still after that. */
  get toStand(): number {
    return Math.max(0, this.#owed);
  }

  /** Timers are late: what counts is how long it did run. */
  ran(milliseconds: number): void {
    this.#owed += Math.min(milliseconds, LONGEST_TURN_MS) * (1 / this.#share - 1);
  }

  stood(milliseconds: number): void {
    this.#owed -= Math.min(milliseconds, LONGEST_TURN_MS / this.#share);
  }
}
