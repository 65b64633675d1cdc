import pLimit from 'p-limit';
import { ApiLiteError, reasonOf } from '../contract/errors.ts';
import { type Backend, describeBackend } from './backend.ts';
import type { ModelFiles } from './model-files.ts';
import { type ModelEntry, type ModelPack, type ModelRole, modelsOf } from './model-pack.ts';
import { type FloatTensor, type ModelClock, ModelSession } from './model-session.ts';
import type { OnnxRuntime, OnnxRuntimeLoader } from './onnx-runtime.ts';

/**
 * The models of a pack, each loaded when it is first needed. What failed to load is tried again by the next
 * call. Where WebGPU fails (a lost device, an operator it lacks), everything goes on with WASM.
 */
export class ModelRuntime {
  #backend: Backend;
  #runtime: Promise<OnnxRuntime> | undefined;
  readonly #sessions = new Map<ModelEntry, Promise<ModelSession>>();
  /** The runtime refuses two runs at once on one session, and on WebGPU anything beside a run or a creation. */
  readonly #turn = pLimit(1);

  constructor(
    readonly pack: ModelPack,
    private readonly files: Pick<ModelFiles, 'bytesOf'>,
    private readonly loadRuntime: OnnxRuntimeLoader,
    backend: Backend,
  ) {
    this.#backend = backend;
  }

  /** For `version()`: runtime, version and backend. */
  async describe(): Promise<string> {
    const runtime = await this.#loadedRuntime();
    return `onnxruntime-web ${runtime.env.versions.web} (${describeBackend(this.#backend)})`;
  }

  /** Makes the models of roles ready, side by side. @throws {ApiLiteError} BPE-001002 */
  async load(roles: readonly ModelRole[]): Promise<void> {
    const models = roles.flatMap((role): ModelEntry[] => modelsOf(this.pack, role));
    await Promise.all(models.map((model) => this.#session(model)));
  }

  /** Runs a model. @throws {ApiLiteError} BPE-001002 where it can't be loaded or run. */
  async run(
    model: ModelEntry,
    input: FloatTensor,
    clock?: ModelClock,
  ): Promise<Record<string, Float32Array>> {
    const backend = this.#backend;
    try {
      const session = await this.#session(model);
      return await this.#turn(() => session.run(input, clock));
    } catch (error) {
      if (backend.kind === 'webgpu' && !(error instanceof ApiLiteError)) {
        this.#fallBackToWasm(backend);
        return await this.run(model, input, clock);
      }
      throw inferenceError(model, error);
    }
  }

  /** Frees the models' memory. */
  async release(): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    await Promise.allSettled(
      sessions.map(async (opened) => {
        const session = await opened;
        await this.#turn(() => session.release());
      }),
    );
  }

  #session(model: ModelEntry): Promise<ModelSession> {
    const known = this.#sessions.get(model);
    if (known) return known;
    const created = this.#create(model);
    this.#sessions.set(model, created);
    created.catch(() => {
      if (this.#sessions.get(model) === created) this.#sessions.delete(model);
    });
    return created;
  }

  async #create(model: ModelEntry): Promise<ModelSession> {
    const [runtime, bytes] = await Promise.all([this.#loadedRuntime(), this.files.bytesOf(model)]);
    const backend = this.#backend;
    try {
      const session = await this.#turn(() =>
        runtime.InferenceSession.create(bytes, {
          executionProviders: [backend.kind],
          graphOptimizationLevel: 'all',
          logSeverityLevel: LOG_ERRORS_ONLY,
        }),
      );
      return new ModelSession(runtime, session);
    } catch (error) {
      if (backend.kind === 'wasm') throw inferenceError(model, error);
      this.#fallBackToWasm(backend);
      return await this.#session(model);
    }
  }

  #loadedRuntime(): Promise<OnnxRuntime> {
    this.#runtime ??= this.#loadRuntime(this.#backend).catch((cause: unknown) => {
      this.#runtime = undefined;
      const detail = reasonOf(cause);
      throw new ApiLiteError('BPE-001002', `The inference runtime can't be loaded: ${detail}`, { cause });
    });
    return this.#runtime;
  }

  async #loadRuntime(backend: Backend): Promise<OnnxRuntime> {
    try {
      return await this.loadRuntime(backend);
    } catch (error) {
      if (backend.kind === 'wasm') throw error;
      // The sessions being created wait for this: they stay.
      this.#backend = FALLBACK;
      return await this.loadRuntime(FALLBACK);
    }
  }

  /** Several runs may fail at once: only the first of them switches. */
  #fallBackToWasm(failed: Backend): void {
    if (this.#backend !== failed) return;
    this.#backend = FALLBACK;
    this.#sessions.clear();
  }
}

/** Where WebGPU fails; one thread works everywhere. */
const FALLBACK: Backend = { kind: 'wasm', threads: 1 };

/** The default pack lists weights as graph inputs; the runtime warns of each, which helps no user. */
const LOG_ERRORS_ONLY = 3;

function inferenceError({ role, name }: ModelEntry, error: unknown): ApiLiteError {
  if (error instanceof ApiLiteError) return error;
  const detail = reasonOf(error);
  return new ApiLiteError('BPE-001002', `The ${role} model ${name} can't run: ${detail}`, { cause: error });
}
