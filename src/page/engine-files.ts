import gpuLoader from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import gpuBinary from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import loader from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import rest from '../../build/runtime/ort-wasm-simd-threaded.rest.wasm?url';
import slimLoader from '../../build/runtime/ort-wasm-simd-threaded.slim.mjs?url';
import slimBinary from '../../build/runtime/ort-wasm-simd-threaded.slim.wasm?url';
import { locatedPack } from '../runtime/model-pack.ts';
import worker from '../worker/face-worker.ts?worker&url';
import videos from '../worker/video-script.ts?worker&url';
import engine from '../worker/worker-engine.ts?worker&url';
import { absoluteUrl } from './absolute-url.ts';
import { defaultPack } from './default-pack.ts';
import type { PackageFiles } from './package-files.ts';

/** The files where a build put them. */
const built: PackageFiles = {
  worker: absoluteUrl(worker),
  engine: absoluteUrl(engine),
  videos: absoluteUrl(videos),
  runtime: {
    slim: { mjs: absoluteUrl(slimLoader), wasm: absoluteUrl(slimBinary) },
    wasm: { mjs: absoluteUrl(loader), rest: absoluteUrl(rest) },
    webgpu: { mjs: absoluteUrl(gpuLoader), wasm: absoluteUrl(gpuBinary) },
  },
  pack: locatedPack(defaultPack),
};

/** In the cache of a development server's optimizer, in a dot folder, lies the page's code alone. */
const isOptimized = /\/\.[^/]+\/.*deps\/[^/]+$/.test(built.worker);

/**
 * The package's files, whose code for other places is fetched only where it is needed.
 *
 * @param assets The app's option.
 * @throws {TypeError} if it is no URL.
 */
export async function engineFiles(assets: string | URL | undefined): Promise<PackageFiles> {
  const isForeign = new URL(built.worker).origin !== globalThis.origin;
  if (assets === undefined && !isOptimized && !isForeign) return built;
  const { filesElsewhere } = await import('./files-elsewhere.ts');
  return filesElsewhere(built, assets);
}
