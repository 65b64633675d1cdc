import gpuLoader from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import gpuBinary from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import loader from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import binary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { EngineFiles } from '../crossing/engine-files.ts';
import { locatedPack } from '../runtime/model-pack.ts';
import worker from '../worker/face-worker.ts?worker&url';
import engine from '../worker/worker-engine.ts?worker&url';
import { absoluteUrl } from './absolute-url.ts';
import { defaultPack } from './default-pack.ts';

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
