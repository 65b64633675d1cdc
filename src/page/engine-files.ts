import gpuLoader from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import gpuBinary from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import loader from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import binary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { locatedPack } from '../runtime/model-pack.ts';
import worker from '../worker/face-worker.ts?worker&url';
import engine from '../worker/worker-engine.ts?worker&url';
import { absoluteUrl } from './absolute-url.ts';
import { defaultPack } from './default-pack.ts';
import { filesUnder, type PackageFiles } from './package-files.ts';

/** The files where a build put them. */
const built: PackageFiles = {
  worker: absoluteUrl(worker),
  engine: absoluteUrl(engine),
  runtime: {
    wasm: { mjs: absoluteUrl(loader), wasm: absoluteUrl(binary) },
    webgpu: { mjs: absoluteUrl(gpuLoader), wasm: absoluteUrl(gpuBinary) },
  },
  pack: locatedPack(defaultPack),
};

/**
 * The development server of Vite 5 to 7 copies the page's code into a cache in `node_modules`, and none of the files
 * beside it: they lie where the package was installed.
 */
const [, modules] = /^(.+\/node_modules)\/\.vite\/.*deps\//.exec(built.worker) ?? [];

export const ENGINE_FILES = modules === undefined ? built : filesUnder(`${modules}/inpage-face/dist/`);
