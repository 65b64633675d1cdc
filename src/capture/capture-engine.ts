import { RetriedMemo } from '../common/retried-memo.ts';
import { reasonOf } from '../contract/errors.ts';
import { createEngine } from '../page/create-engine.ts';
import type { FaceEngine } from '../page/face-engine.ts';
import { preload } from '../page/preload.ts';
import { CaptureError } from './capture-error.ts';

/** The engine of a component: the app's, or one of its own, which it starts when needed and ends. */
export class CaptureEngine {
  /** The app's; the component never disposes it. */
  given: FaceEngine | undefined;
  /** Where the files of one of its own lie; undefined where the build put them. */
  assets: string | undefined;
  readonly #own = new RetriedMemo(() => createEngine({ cache: false, ...this.#place }));
  #preloading: AbortController | undefined;

  get #place(): { assets?: string } {
    return this.assets === undefined ? {} : { assets: this.assets };
  }

  /** Fetches the files of one of its own when the page is idle. A failure is told when the engine is needed. */
  preload(liveness: boolean): void {
    this.#preloading = new AbortController();
    const { signal } = this.#preloading;
    preload({ ...this.#place, liveness, quality: true, signal }).catch(() => undefined);
  }

  /** Fetches no more of them. */
  endPreload(): void {
    this.#preloading?.abort();
  }

  /**
   * Gives the engine once its models are ready.
   *
   * @param liveness Whether liveness must work, too.
   * @throws {CaptureError} `engine-failed`; the message says why.
   */
  async ready(liveness: boolean): Promise<FaceEngine> {
    try {
      const engine = this.given ?? (await this.#own.get());
      await engine.load();
      if (liveness) {
        const { status, message } = await engine.livenessHealth();
        if (status !== 0) throw new Error(message);
      }
      return engine;
    } catch (error) {
      // The next attempt starts another.
      this.release();
      throw new CaptureError('engine-failed', reasonOf(error), { cause: error });
    }
  }

  /** Ends the component's own engine, if there is one. */
  release(): void {
    this.#own.forget()?.then(
      (engine) => engine.dispose(),
      () => undefined,
    );
  }
}
