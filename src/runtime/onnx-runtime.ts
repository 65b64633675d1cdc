import type * as Onnx from 'onnxruntime-web/wasm';
import { RetriedMemoMap } from '../common/retried-memo.ts';
import type { Backend } from './backend.ts';
import type { RuntimeFiles } from './runtime-files.ts';
import { SMALLEST_MODEL } from './smallest-model.ts';
import { checkPromiseIntegration, checkWebAssembly } from './wasm-support.ts';
import { wholeRuntime } from './whole-runtime.ts';

/** The inference runtime's module: the parts of onnxruntime-web that the engine uses. */
export interface OnnxRuntime extends Pick<typeof Onnx, 'InferenceSession' | 'Tensor' | 'env'> {
  /** Whether it still runs on the slim file alone. */
  isSlim?(): boolean;
}

export type OnnxRuntimeLoader = (backend: Backend) => Promise<OnnxRuntime>;

declare global {
  /** What the slim runtime's loader is told, and tells; set in the worker before the loader is imported. */
  var inpageFaceSlimRuntime:
    | {
        /** URL of the slim binary. */
        readonly slim: string;
        /** URL of what the whole one has besides. */
        readonly rest: string;
        /** How many threads lacked a function, and went on with the whole file. */
        completed: number;
      }
    | undefined;
}

/**
 * Loads onnxruntime-web in a worker, each build once; one that failed is loaded anew. The runtime's loader and binary
 * stay files of their own, because threads start from the loader's own URL. Of the plain build it takes the file that is
 * asked for first: WASM starts once in a worker.
 */
export function onnxRuntimeLoader(files: RuntimeFiles): OnnxRuntimeLoader {
  const loaded = new RetriedMemoMap<Backend['kind'], OnnxRuntime>();
  const load = async (backend: Backend): Promise<OnnxRuntime> => {
    checkWebAssembly();
    if (backend.kind === 'webgpu') checkPromiseIntegration();
    const runtime =
      backend.kind === 'webgpu' ? await import('onnxruntime-web/jspi') : await import('onnxruntime-web/wasm');
    const isSlim = backend.kind === 'wasm' && backend.runtime === 'slim';
    const { wasm } = runtime.env;
    if (backend.kind === 'webgpu') {
      wasm.wasmPaths = files.webgpu;
    } else if (isSlim) {
      globalThis.inpageFaceSlimRuntime = { slim: files.slim.wasm, rest: files.wasm.rest, completed: 0 };
      wasm.wasmPaths = files.slim;
    } else {
      wasm.wasmPaths = { mjs: files.wasm.mjs };
      wasm.wasmBinary = await wholeRuntime(files, fetchBytes);
    }
    if (backend.kind === 'wasm') wasm.numThreads = backend.threads;
    // Compiles and starts its WebAssembly, and WebGPU's device.
    const session = await runtime.InferenceSession.create(SMALLEST_MODEL, {
      executionProviders: [backend.kind],
    });
    await session.release();
    delete wasm.wasmBinary;
    const { InferenceSession, Tensor, env } = runtime;
    return {
      InferenceSession,
      Tensor,
      env,
      isSlim: () => isSlim && globalThis.inpageFaceSlimRuntime?.completed === 0,
    };
  };
  return (backend) => loaded.get(backend.kind, () => load(backend));
}

async function fetchBytes(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} can't be fetched: HTTP status ${response.status}`);
  return response.arrayBuffer();
}
