import gpuLoader from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import gpuBinary from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import loader from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import binary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { absoluteUrl } from '../common/absolute-url.ts';
import { defaultPack } from '../runtime/default-pack.ts';
import { type LocatedPack, locatedPack } from '../runtime/model-pack.ts';
import type { RuntimeFiles } from '../runtime/onnx-runtime.ts';
import worker from '../worker/face-worker.ts?worker&url';
import engine from '../worker/worker-engine.ts?worker&url';

/**
 * The files that the package is made of besides the page's code. The page names them to whoever runs an engine,
 * worker or service worker: a bundler moves and renames files, and only the page's own code is sure to be told.
 */
export interface EngineFiles {
  runtime: RuntimeFiles;
  /** The pack that comes with the package. */
  pack: LocatedPack;
}

/** The entry of the engine's worker. */
export const WORKER_SCRIPT = absoluteUrl(worker);

/** The engine itself, which the entry imports: a script that needs no other. */
export const ENGINE_SCRIPT = absoluteUrl(engine);

export const ENGINE_FILES: EngineFiles = {
  runtime: {
    wasm: { mjs: absoluteUrl(loader), wasm: absoluteUrl(binary) },
    webgpu: { mjs: absoluteUrl(gpuLoader), wasm: absoluteUrl(gpuBinary) },
  },
  pack: locatedPack(defaultPack),
};
