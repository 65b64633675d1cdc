import { reasonOf } from '../contract/errors.ts';
import type { FaceEngine } from '../page/face-engine.ts';
import { CaptureError } from './capture-error.ts';
import { codeOf } from './error-code.ts';
import { MAX_ENGINE_FAILURES } from './thresholds.ts';

/** Codes by which the engine speaks of the picture, not of itself. */
const OF_THE_PICTURE = /^(BPE-002003|BPE-00300\d|LDE-002004)$/;

/** Tells an engine that can't work from one that had a mishap: its worker died, and another takes its place. */
export class EngineFailures {
  #inARow = 0;
  readonly #engine: Pick<FaceEngine, 'health'>;

  constructor(engine: Pick<FaceEngine, 'health'>) {
    this.#engine = engine;
  }

  /**
   * Calls the engine.
   *
   * @returns undefined if the call failed and the next frame may do better.
   * @throws {CaptureError} `engine-failed` with the message of `health`, or of the last of several failures.
   * @throws the signal's reason.
   */
  async guard<Result>(signal: AbortSignal, call: () => Promise<Result>): Promise<Result | undefined> {
    try {
      const result = await call();
      this.#inARow = 0;
      return result;
    } catch (error) {
      signal.throwIfAborted();
      if (OF_THE_PICTURE.test(codeOf(error) ?? '')) return undefined;
      this.#inARow += 1;
      const message = this.#inARow < MAX_ENGINE_FAILURES ? await this.#complaint() : reasonOf(error);
      signal.throwIfAborted();
      if (message === undefined) return undefined;
      throw new CaptureError('engine-failed', message, { cause: error });
    }
  }

  /** Why the engine says it can't work; undefined if it says it can. */
  async #complaint(): Promise<string | undefined> {
    try {
      const { status, message } = await this.#engine.health();
      return status === 0 ? undefined : message;
    } catch (error) {
      return reasonOf(error);
    }
  }
}
