/** The runtime to use; `auto` takes WebGPU where the adapter is real, else WASM. */
export type BackendChoice = 'auto' | 'webgpu' | 'wasm';

/** What the models run on. */
export type Backend = { readonly kind: 'webgpu' } | { readonly kind: 'wasm'; readonly threads: number };

/** What this worker's environment offers the inference runtime. */
export interface Environment {
  /** A hardware WebGPU adapter answers; a software (fallback) adapter does not count. */
  readonly hardwareGpu: boolean;
  /** Shared memory is allowed, so WASM may use threads. */
  readonly crossOriginIsolated: boolean;
  /** Logical cores. */
  readonly cores: number;
}

/** Beyond four threads these small models gain nothing: their run time is mostly synchronisation. */
const MAX_THREADS = 4;

/** Asks the browser, once a worker, what it offers. */
export async function probeEnvironment(): Promise<Environment> {
  return Object.freeze({
    hardwareGpu: await hasHardwareGpu(),
    crossOriginIsolated: globalThis.crossOriginIsolated === true,
    cores: globalThis.navigator?.hardwareConcurrency ?? 1,
  });
}

/**
 * The one place that decides what the models run on: WebGPU where the adapter is real, else WASM with
 * threads where the page is cross-origin isolated, else WASM with one thread.
 *
 * @param choice `webgpu` takes a software adapter too: it is slow, and meant for tests.
 */
export function chooseBackend(
  choice: BackendChoice,
  threads: number | undefined,
  environment: Environment,
): Backend {
  if (choice === 'webgpu' || (choice === 'auto' && environment.hardwareGpu)) return { kind: 'webgpu' };
  if (!environment.crossOriginIsolated) return { kind: 'wasm', threads: 1 };
  return { kind: 'wasm', threads: threads ?? Math.min(environment.cores, MAX_THREADS) };
}

/** For `version()`: `wasm, 2 threads`, `wasm, 1 thread` or `webgpu`. */
export function describeBackend(backend: Backend): string {
  if (backend.kind === 'webgpu') return 'webgpu';
  return `wasm, ${backend.threads} thread${backend.threads === 1 ? '' : 's'}`;
}

async function hasHardwareGpu(): Promise<boolean> {
  try {
    const adapter = await globalThis.navigator?.gpu?.requestAdapter();
    return adapter != null && !adapter.info.isFallbackAdapter;
  } catch {
    return false;
  }
}
