import { reasonOf } from '../contract/errors.ts';
import { createEngine } from '../page/create-engine.ts';
import type { FaceEngine } from '../page/face-engine.ts';
import { CaptureFailure } from './problems.ts';

/** The engine of a component: the app's, or one of its own, which it starts when needed and ends. */
export class CaptureEngine {
  /** The app's; the component never disposes it. */
  given: FaceEngine | undefined;
  #own: Promise<FaceEngine> | undefined;

  /**
   * Gives the engine once its models are ready.
   *
   * @param liveness Whether liveness must work, too.
   * @throws {CaptureFailure} `engine-failed` with the reason.
   */
  async ready(liveness: boolean): Promise<FaceEngine> {
    try {
      const engine = this.given ?? (await this.#startOwn());
      await engine.load();
      if (liveness) {
        const { status, message } = await engine.livenessHealth();
        if (status !== 0) throw new Error(message);
      }
      return engine;
    } catch (error) {
      // The next attempt starts another.
      this.release();
      throw new CaptureFailure('engine-failed', reasonOf(error), { cause: error });
    }
  }

  /** Ends the component's own engine, if there is one. */
  release(): void {
    const own = this.#own;
    this.#own = undefined;
    own?.then(
      (engine) => engine.dispose(),
      () => undefined,
    );
  }

  #startOwn(): Promise<FaceEngine> {
    if (this.#own) return this.#own;
    const own = createEngine({ cache: false });
    this.#own = own;
    own.catch(() => {
      if (this.#own === own) this.#own = undefined;
    });
    return own;
  }
}
