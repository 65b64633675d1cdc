import pLimit from 'p-limit';
import { RetriedMemo, RetriedMemoMap } from '../common/retried-memo.ts';
import { ApiLiteError, reasonOf } from '../contract/errors.ts';
import { type Backend, describeBackend } from './backend.ts';
import { DeviceLoss } from './device-loss.ts';
import type { ModelFiles } from './model-files.ts';
import type { ModelEntry } from './model-manifest.ts';
import { type FloatTensor, type ModelClock, type ModelSession, modelSession } from './model-session.ts';
import type { OnnxRuntime, OnnxRuntimeLoader } from './onnx-runtime.ts';

/** The models of a pack on one backend, each loaded when it is first needed. What failed is tried again. */
export class BackendModels {
  readonly #runtime: RetriedMemo<OnnxRuntime>;
  readonly #sessions = new RetriedMemoMap<ModelEntry, ModelSession>();
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #deviceLoss = new DeviceLoss();
  /** The runtime refuses two runs at once on one session, and on WebGPU anything beside a run or a creation. */
  readonly #turn = pLimit(1);
  readonly #files: Pick<ModelFiles, 'bytesOf'>;

  constructor(
    files: Pick<ModelFiles, 'bytesOf'>,
    loadRuntime: OnnxRuntimeLoader,
    readonly backend: Backend,
  ) {
    this.#files = files;
    this.#runtime = new RetriedMemo(() =>
      loadRuntime(backend).catch((cause: unknown) => {
        throw new BackendError(`The inference runtime can't be loaded: ${reasonOf(cause)}`, cause);
      }),
    );
  }

  /** Runtime, version, whether it is the slim one, and backend. @throws {BackendError} */
  async describe(): Promise<string> {
    const runtime = await this.#runtime.get();
    const slim = runtime.isSlim?.() ? ' slim' : '';
    return `onnxruntime-web ${runtime.env.versions.web}${slim} (${describeBackend(this.backend)})`;
  }

  /** The models that are loaded or being loaded. */
  get loaded(): ModelEntry[] {
    return this.#sessions.keys();
  }

  /** Makes models ready, side by side. @throws {ApiLiteError} BPE-001002; `BackendError` if it isn't the file. */
  load(models: readonly ModelEntry[]): Promise<void> {
    return this.#counted(async () => {
      await Promise.all(models.map((model) => this.#session(model)));
    });
  }

  /** Runs a model. @throws {ApiLiteError} BPE-001002; `BackendError` if it isn't the model's file. */
  run(model: ModelEntry, input: FloatTensor, clock?: ModelClock): Promise<Record<string, Float32Array>> {
    return this.#counted(async () => {
      const session = await this.#session(model);
      try {
        return await this.#turn(() => this.#deviceLoss.during(() => session.run(input, clock)));
      } catch (cause) {
        throw modelError(model, cause);
      }
    });
  }

  /** Frees the models' memory once the work under way has ended. */
  async release(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
    await Promise.allSettled(
      this.loaded.map(async (model) => {
        const session = await this.#sessions.forget(model);
        if (session) await this.#turn(() => session.release());
      }),
    );
  }

  #session(model: ModelEntry): Promise<ModelSession> {
    return this.#sessions.get(model, () => this.#create(model));
  }

  async #create(model: ModelEntry): Promise<ModelSession> {
    const [runtime, bytes] = await Promise.all([this.#runtime.get(), this.#files.bytesOf(model)]);
    try {
      const session = await this.#turn(() =>
        runtime.InferenceSession.create(bytes, {
          executionProviders: [this.backend.kind],
          graphOptimizationLevel: 'all',
          logSeverityLevel: LOG_ERRORS_ONLY,
        }),
      );
      if (this.backend.kind === 'webgpu') this.#deviceLoss.watch(await runtime.env.webgpu?.device);
      return modelSession(runtime, session);
    } catch (cause) {
      throw modelError(model, cause);
    }
  }

  #counted<Result>(work: () => Promise<Result>): Promise<Result> {
    const running = work().finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
    return running;
  }
}

/** The backend failed, not a model's file: another one may work. */
export class BackendError extends ApiLiteError {
  constructor(message: string, cause: unknown) {
    super('BPE-001002', message, { cause });
  }
}

/** On WebGPU the runtime warns of each node that it leaves to the CPU, which helps no user. */
const LOG_ERRORS_ONLY = 3;

function modelError({ role, name }: ModelEntry, cause: unknown): ApiLiteError {
  if (cause instanceof ApiLiteError) return cause;
  return new BackendError(`The ${role} model ${name} can't run: ${reasonOf(cause)}`, cause);
}
