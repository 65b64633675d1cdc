import {
  type BackendChoice,
  type Environment,
  probeEnvironment,
  type RuntimeChoice,
  wasmBackend,
} from './backend.ts';
import { type BackendMemory, backendMemory } from './backend-memory.ts';
import { isFaster } from './backend-trial.ts';
import type { ModelFiles } from './model-files.ts';
import type { ModelPack } from './model-pack.ts';
import { ModelRuntime } from './model-runtime.ts';
import type { OnnxRuntimeLoader } from './onnx-runtime.ts';
import { runtimeFor } from './runtime-choice.ts';

/** The trial of WebGPU begins when nothing has run for so long, so that it slows no call. */
const IDLE_BEFORE_TRIAL_MS = 2000;

/** What a pack's runtime is to run on. */
export interface RuntimeOptions {
  /** `webgpu` takes a software adapter too: it is slow, and meant for tests. */
  backend: BackendChoice;
  /** WASM threads; undefined leaves it to the environment. */
  threads?: number | undefined;
  /** The file for WASM; the whole one if undefined. */
  runtime?: RuntimeChoice;
}

/**
 * Builds a pack's runtime on the backend to begin with. By `auto` that is WASM, whose first result comes soonest.
 * If there is a GPU, WebGPU is tried in the background; the faster one goes on, and begins at the next visit.
 *
 * @param known What the environment offers, if it was probed already.
 */
export async function startRuntime(
  pack: ModelPack,
  files: Pick<ModelFiles, 'bytesOf'>,
  loadRuntime: OnnxRuntimeLoader,
  { backend: choice, threads, runtime: wanted = 'full' }: RuntimeOptions,
  known?: Environment,
): Promise<ModelRuntime> {
  const environment = known ?? (await probeEnvironment());
  const fallback = wasmBackend(threads, environment, runtimeFor(pack, wanted));
  const webgpu = { kind: 'webgpu' } as const;
  if (choice === 'webgpu') return new ModelRuntime(pack, files, loadRuntime, webgpu, { fallback });
  if (choice === 'wasm' || environment.gpu === undefined) {
    return new ModelRuntime(pack, files, loadRuntime, fallback);
  }
  const memory = await backendMemory(environment.gpu, pack);
  const faster = await memory.read();
  const first = faster === 'webgpu' ? webgpu : fallback;
  const onFallback = () => void memory.keep('wasm');
  const runtime = new ModelRuntime(pack, files, loadRuntime, first, { fallback, onFallback });
  if (faster === undefined) void chooseWhenIdle(runtime, memory);
  return runtime;
}

/** Never throws: if the trial fails, WASM goes on. */
async function chooseWhenIdle(runtime: ModelRuntime, memory: BackendMemory): Promise<void> {
  while (runtime.idleTime < IDLE_BEFORE_TRIAL_MS) {
    await new Promise((resolve) => setTimeout(resolve, IDLE_BEFORE_TRIAL_MS / 4));
  }
  try {
    const taken = await runtime.tryOut({ kind: 'webgpu' }, (candidate, present) =>
      isFaster(runtime.pack, candidate, present),
    );
    await memory.keep(taken ? 'webgpu' : 'wasm');
  } catch {
    // Offline the runtime's other build may only be missing: the next visit tries again.
    if (navigator.onLine) await memory.keep('wasm');
  }
}
