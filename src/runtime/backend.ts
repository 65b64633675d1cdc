import { hasPromiseIntegration } from './wasm-support.ts';

/** The runtime to use; `auto` takes WASM, or WebGPU if that was measured to be faster on this device. */
export type BackendChoice = 'auto' | 'webgpu' | 'wasm';

/**
 * The file that WASM takes: `slim` has the functions that the models of the project's packs use, and fetches the whole
 * file if it needs another one after all; `full` is the whole file.
 */
export type RuntimeChoice = 'slim' | 'full';

/** What the models run on. */
export type Backend = { readonly kind: 'webgpu' } | WasmBackend;

export interface WasmBackend {
  readonly kind: 'wasm';
  readonly threads: number;
  /** The runtime's file; the whole one if undefined. */
  readonly runtime?: RuntimeChoice;
}

/** What this worker's environment offers the inference runtime. */
export interface Environment {
  /**
   * Names the hardware WebGPU adapter; undefined if there is none, or if the runtime's WebGPU build can't run: a software
   * (fallback) adapter doesn't count.
   */
  readonly gpu: string | undefined;
  /** Threads can share memory, so WASM may use several. Some browsers isolate a page and still give it none. */
  readonly sharesMemory: boolean;
  /** Logical cores. */
  readonly cores: number;
}

/** Beyond four threads these small models gain nothing: their run time is mostly synchronisation. */
const MAX_THREADS = 4;

/** Asks the browser, once a worker, what it offers. */
export async function probeEnvironment(): Promise<Environment> {
  return Object.freeze({
    gpu: await hardwareGpu(),
    sharesMemory: globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function',
    cores: globalThis.navigator?.hardwareConcurrency ?? 1,
  });
}

/** WASM with threads if they can share memory, else with one thread. */
export function wasmBackend(
  threads: number | undefined,
  environment: Environment,
  runtime: RuntimeChoice = 'full',
): WasmBackend {
  if (!environment.sharesMemory) return { kind: 'wasm', threads: 1, runtime };
  return { kind: 'wasm', threads: threads ?? Math.min(environment.cores, MAX_THREADS), runtime };
}

/** For `version()`: `wasm, 2 threads`, `wasm, 1 thread` or `webgpu`. */
export function describeBackend(backend: Backend): string {
  if (backend.kind === 'webgpu') return 'webgpu';
  return `wasm, ${backend.threads} thread${backend.threads === 1 ? '' : 's'}`;
}

async function hardwareGpu(): Promise<string | undefined> {
  if (!hasPromiseIntegration()) return undefined;
  try {
    const adapter = await globalThis.navigator?.gpu?.requestAdapter();
    if (!adapter || adapter.info.isFallbackAdapter) return undefined;
    const { vendor, architecture, device, description } = adapter.info;
    return [vendor, architecture, device, description].join(' ');
  } catch {
    return undefined;
  }
}
