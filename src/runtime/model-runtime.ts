import type { Backend } from './backend.ts';
import { BackendError, BackendModels } from './backend-models.ts';
import type { ModelFiles } from './model-files.ts';
import type { ModelEntry, ModelRole, PackFile } from './model-manifest.ts';
import { type ModelPack, modelsOf } from './model-pack.ts';
import type { FloatTensor, ModelClock } from './model-session.ts';
import type { OnnxRuntimeLoader } from './onnx-runtime.ts';

/** Whether to go on with a backend that is tried beside the present one. */
export type Trial = (candidate: BackendModels, present: BackendModels) => Promise<boolean>;

/** What a runtime may have besides. */
export interface RuntimeParts {
  /** Takes over if WebGPU fails; one thread by default, which works everywhere. */
  fallback?: Backend;
  onFallback?: () => void;
}

/**
 * The models of a pack, on the backend in use. If WebGPU fails (a lost device, an operator it lacks), the
 * calls under way and everything after them go on with WASM.
 */
export class ModelRuntime {
  #models: BackendModels;
  readonly #fallback: Backend;
  readonly #onFallback: () => void;
  #working = 0;
  #lastEnd = performance.now();
  readonly #files: Pick<ModelFiles, 'bytesOf'>;
  readonly #loadRuntime: OnnxRuntimeLoader;

  constructor(
    readonly pack: ModelPack,
    files: Pick<ModelFiles, 'bytesOf'>,
    loadRuntime: OnnxRuntimeLoader,
    backend: Backend,
    { fallback = { kind: 'wasm', threads: 1 }, onFallback = () => {} }: RuntimeParts = {},
  ) {
    this.#files = files;
    this.#loadRuntime = loadRuntime;
    this.#models = this.#on(backend);
    this.#fallback = fallback;
    this.#onFallback = onFallback;
  }

  /** The bytes of a file of the pack. @throws {ApiLiteError} BPE-001002 if it is missing or altered. */
  readonly bytesOf = (file: PackFile): Promise<Uint8Array<ArrayBuffer>> => this.#files.bytesOf(file);

  /** For `version()`: runtime, version and backend. */
  describe(): Promise<string> {
    return this.#withFallback((models) => models.describe());
  }

  /** Makes the models of roles ready, side by side. @throws {ApiLiteError} BPE-001002 */
  async load(roles: readonly ModelRole[]): Promise<void> {
    const entries = roles.flatMap((role): ModelEntry[] => modelsOf(this.pack, role));
    await this.#withFallback((models) => models.load(entries));
  }

  /** Runs a model. @throws {ApiLiteError} BPE-001002 if it can't be loaded or run. */
  run(model: ModelEntry, input: FloatTensor, clock?: ModelClock): Promise<Record<string, Float32Array>> {
    return this.#withFallback((models) => models.run(model, input, clock));
  }

  /** How long nothing has been loaded or run, in milliseconds; 0 before the first model is loaded. */
  get idleTime(): number {
    return this.#working > 0 || this.#models.loaded.length === 0 ? 0 : performance.now() - this.#lastEnd;
  }

  /**
   * Loads the models in use on another backend too, and goes on with the better one; the other is released.
   * Calls are served meanwhile.
   *
   * @returns Whether the candidate was taken.
   * @throws What the trial or the candidate failed with: the present backend stays.
   */
  async tryOut(backend: Backend, isBetter: Trial): Promise<boolean> {
    const present = this.#models;
    const candidate = this.#on(backend);
    let taken = false;
    try {
      await candidate.load(present.loaded);
      taken = (await isBetter(candidate, present)) && this.#models === present;
      if (taken) this.#models = candidate;
    } finally {
      void (taken ? present : candidate).release();
    }
    return taken;
  }

  #on(backend: Backend): BackendModels {
    return new BackendModels(this.#files, this.#loadRuntime, backend);
  }

  async #withFallback<Result>(work: (models: BackendModels) => Promise<Result>): Promise<Result> {
    const models = this.#models;
    this.#working++;
    try {
      return await work(models);
    } catch (error) {
      if (models.backend.kind === 'wasm' || !(error instanceof BackendError)) throw error;
      this.#fallBackFrom(models);
      return await work(this.#models);
    } finally {
      this.#working--;
      this.#lastEnd = performance.now();
    }
  }

  /** Several calls may fail at once: only the first of them switches. */
  #fallBackFrom(failed: BackendModels): void {
    if (this.#models !== failed) return;
    this.#models = this.#on(this.#fallback);
    void failed.release();
    this.#onFallback();
  }
}
