import type * as Onnx from 'onnxruntime-web/wasm';
import { RetriedMemoMap } from '../common/retried-memo.ts';
import type { Backend } from './backend.ts';
import { SMALLEST_MODEL } from './smallest-model.ts';
import { checkWebAssembly } from './wasm-support.ts';

/** The inference runtime's module: the parts of onnxruntime-web that the engine uses. */
export type OnnxRuntime = Pick<typeof Onnx, 'InferenceSession' | 'Tensor' | 'env'>;

export type OnnxRuntimeLoader = (backend: Backend) => Promise<OnnxRuntime>;

/** Absolute URLs of a runtime build's own loader and its binary. */
export interface RuntimeBuild {
  mjs: string;
  wasm: string;
}

/** Where the runtime's builds lie: the plain one, and the native-WebGPU one (which holds WASM too). */
export type RuntimeFiles = Record<Backend['kind'], RuntimeBuild>;

/**
 * Loads onnxruntime-web in a worker, each build once; one that failed is loaded anew. The runtime's loader and binary
 * stay files of their own, because threads start from the loader's own URL.
 */
export function onnxRuntimeLoader(files: RuntimeFiles): OnnxRuntimeLoader {
  const loaded = new RetriedMemoMap<Backend['kind'], OnnxRuntime>();
  const load = async (backend: Backend): Promise<OnnxRuntime> => {
    checkWebAssembly();
    const runtime =
      backend.kind === 'webgpu'
        ? await import('onnxruntime-web/webgpu')
        : await import('onnxruntime-web/wasm');
    runtime.env.wasm.wasmPaths = files[backend.kind];
    if (backend.kind === 'wasm') runtime.env.wasm.numThreads = backend.threads;
    // Compiles and starts its WebAssembly, and WebGPU's device.
    const session = await runtime.InferenceSession.create(SMALLEST_MODEL, {
      executionProviders: [backend.kind],
    });
    await session.release();
    return runtime;
  };
  return (backend) => loaded.get(backend.kind, () => load(backend));
}
