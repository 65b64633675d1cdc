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
  readonly #own = new RetriedMemo(() =>
    createEngine({
      cache: false,
      onProgress: ({ loaded, total }) => this.#onProgress(loaded / Math.max(total, 1)),
      ...this.#place,
    }),
  );
  readonly #onProgress: (share: number) => void;
  #preloading: AbortController | undefined;

  /** @param onProgress Told how much of its own engine's models has arrived, 0 to 1. */
  constructor(onProgress: (share: number) => void) {
    this.#onProgress = onProgress;
  }

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
   * Gives the engine as soon as it can be called; calls wait for the models that they need.
   *
   * @throws {CaptureError} `engine-failed`; the message says why.
   */
  async open(): Promise<FaceEngine> {
    try {
      return this.given ?? (await this.#own.get());
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /**
   * Resolves once the engine's models are ready.
   *
   * @param liveness Whether liveness must work, too.
   * @throws {CaptureError} `engine-failed`; the message says why.
   */
  async ready(engine: FaceEngine, liveness: boolean): Promise<void> {
    try {
      await engine.load();
      if (!liveness) return;
      const { status, message } = await engine.livenessHealth();
      if (status !== 0) throw new Error(message);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #failure(error: unknown): CaptureError {
    // The next attempt starts another.
    this.release();
    return new CaptureError('engine-failed', reasonOf(error), { cause: error });
  }

  /** Ends the component's own engine, if there is one. */
  release(): void {
    this.#own.forget()?.then(
      (engine) => engine.dispose(),
      () => undefined,
    );
  }
}
