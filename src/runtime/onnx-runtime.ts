import type * as Onnx from 'onnxruntime-web/wasm';
import type { Backend } from './backend.ts';

/** The inference runtime's module: the parts of onnxruntime-web that the engine uses. */
export type OnnxRuntime = Pick<typeof Onnx, 'InferenceSession' | 'Tensor' | 'env'>;

/** Loads the build of the runtime that a backend needs. */
export type OnnxRuntimeLoader = (backend: Backend) => Promise<OnnxRuntime>;

/**
 * Loads onnxruntime-web in a worker: the plain WASM build, or the native-WebGPU build (which holds WASM too).
 * Their loader and binary stay files of their own, because threads start from the loader's own URL.
 */
export const loadOnnxRuntime: OnnxRuntimeLoader = async (backend) => {
  if (backend.kind === 'webgpu') {
    const [runtime, mjs, wasm] = await Promise.all([
      import('onnxruntime-web/webgpu'),
      import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'),
      import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'),
    ]);
    runtime.env.wasm.wasmPaths = { mjs: absolute(mjs.default), wasm: absolute(wasm.default) };
    return runtime;
  }
  const [runtime, mjs, wasm] = await Promise.all([
    import('onnxruntime-web/wasm'),
    import('onnxruntime-web/ort-wasm-simd-threaded.mjs?url'),
    import('onnxruntime-web/ort-wasm-simd-threaded.wasm?url'),
  ]);
  runtime.env.wasm.wasmPaths = { mjs: absolute(mjs.default), wasm: absolute(wasm.default) };
  runtime.env.wasm.numThreads = backend.threads;
  return runtime;
};

function absolute(url: string): string {
  return new URL(url, import.meta.url).href;
}
