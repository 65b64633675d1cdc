import { withTimeout } from '../common/with-timeout.ts';
import { asMediumFault, UnusableMediumError } from './unusable-medium.ts';

/**
 * The reading of one medium, whose bytes anyone may have made: bounded in time, and known to whoever watches the
 * thread.
 */
export class Reading {
  /** Aborts when the time is up, and with the call: whatever still reads then is to stop. */
  readonly signal: AbortSignal;
  readonly #abort = new AbortController();
  readonly #onReading: (isReading: boolean) => void;
  readonly #limit: number;
  #left: number;

  /**
   * @param limit The most milliseconds that all steps may take together.
   * @param onReading Told when a step begins and ends.
   */
  constructor(limit: number, signal: AbortSignal, onReading: (isReading: boolean) => void = () => undefined) {
    this.#limit = limit;
    this.#left = limit;
    this.#onReading = onReading;
    this.signal = this.#abort.signal;
    if (signal.aborted) this.#abort.abort(signal.reason);
    signal.addEventListener('abort', () => this.#abort.abort(signal.reason), { once: true });
  }

  /**
   * Runs a step.
   *
   * @throws {UnusableMediumError} if the time of all steps is up before it has ended, or it fails over the bytes.
   */
  async step<Result>(work: () => Promise<Result>): Promise<Result> {
    const begun = performance.now();
    this.#onReading(true);
    try {
      return await withTimeout(work(), this.#left, () => this.#expire());
    } catch (error) {
      this.signal.throwIfAborted();
      throw asMediumFault(error);
    } finally {
      this.#onReading(false);
      this.#left -= performance.now() - begun;
    }
  }

  #expire(): UnusableMediumError {
    const error = new UnusableMediumError(
      `takes more than ${this.#limit / 1000} seconds to read: it is damaged, or too much for this device`,
    );
    this.#abort.abort(error);
    return error;
  }

  /** Runs each step of a generator. Ended early, it ends the generator. */
  async *steps<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
    try {
      for (;;) {
        const { done, value } = await this.step(() => items.next());
        if (done) return;
        yield value;
      }
    } finally {
      // One that is stuck never ends: nobody waits for it.
      void items.return(undefined).catch(() => undefined);
    }
  }
}
