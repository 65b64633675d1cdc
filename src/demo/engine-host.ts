import { createEngine, type FaceEngine, type LoadProgress, type VersionResponse } from '../index.ts';

/** Where the page's engine stands. */
export type EngineState =
  | { phase: 'loading'; progress: LoadProgress | undefined }
  | { phase: 'ready'; version: VersionResponse; loadMilliseconds: number }
  | { phase: 'failed'; error: unknown };

/** Owns the page's one engine: starts it, starts it anew after a failure, tells how far it is. */
export class EngineHost {
  #engine: Promise<FaceEngine> | undefined;
  #state: EngineState = { phase: 'loading', progress: undefined };
  /** Counts the starts, so that what an earlier engine still says is not heard. */
  #attempt = 0;
  readonly #listeners = new Set<(state: EngineState) => void>();

  /** Calls wait for the models by themselves. */
  get engine(): Promise<FaceEngine> {
    return this.#engine ?? this.start();
  }

  get state(): EngineState {
    return this.#state;
  }

  /** Calls the listener now and at each change. */
  watch(listener: (state: EngineState) => void): void {
    this.#listeners.add(listener);
    listener(this.#state);
  }

  /** Starts an engine in the place of the one there was; never throws, the state tells. */
  start(): Promise<FaceEngine> {
    this.#engine?.then(
      (previous) => previous.dispose(),
      () => undefined,
    );
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#change({ phase: 'loading', progress: undefined });
    this.#engine = createEngine({
      // The page promises to forget pictures: their templates, too.
      cache: false,
      onProgress: (progress) => {
        // Models that load later, when a call first needs them, do not take the page back to its start.
        const loading = attempt === this.#attempt && this.#state.phase === 'loading';
        if (loading) this.#change({ phase: 'loading', progress });
      },
    });
    void this.#load(this.#engine, attempt);
    return this.#engine;
  }

  async #load(pending: Promise<FaceEngine>, attempt: number): Promise<void> {
    const begun = performance.now();
    try {
      const engine = await pending;
      globalThis.engine = engine;
      await engine.load();
      const loadMilliseconds = performance.now() - begun;
      const version = await engine.version();
      if (attempt === this.#attempt) this.#change({ phase: 'ready', version, loadMilliseconds });
    } catch (error) {
      if (attempt === this.#attempt) this.#change({ phase: 'failed', error });
    }
  }

  #change(state: EngineState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}
