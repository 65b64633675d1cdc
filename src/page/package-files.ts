import type { EngineFiles } from '../crossing/engine-files.ts';
import type { RuntimeBuild } from '../runtime/onnx-runtime.ts';
import { defaultPack } from './default-pack.ts';

/** Absolute URLs of all that the package is made of besides the page's code. */
export interface PackageFiles extends EngineFiles {
  worker: string;
  /** The engine itself, which the worker's entry imports: a script that needs no other. */
  engine: string;
}

/** The files by their names in the package's `dist`. @param folder Its absolute URL, which ends with a slash. */
export function filesUnder(folder: string): PackageFiles {
  const { manifest } = defaultPack;
  const build = (name: string): RuntimeBuild => {
    const path = `${folder}runtime/ort-wasm-simd-threaded${name}`;
    return { mjs: `${path}.mjs`, wasm: `${path}.wasm` };
  };
  return {
    worker: `${folder}face-worker.js`,
    engine: `${folder}worker-engine.js`,
    runtime: { wasm: build(''), webgpu: build('.asyncify') },
    pack: {
      manifest,
      urls: Object.fromEntries(manifest.models.map(({ file }) => [file, `${folder}models/${file}`])),
    },
  };
}
