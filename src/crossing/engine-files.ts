import type { LocatedPack } from '../runtime/model-pack.ts';
import type { RuntimeFiles } from '../runtime/runtime-files.ts';

/**
 * The files that the package is made of besides the page's code. The page names them to whoever runs an engine,
 * worker or service worker: a bundler moves and renames files, and only the page's own code is sure to be told.
 */
export interface EngineFiles {
  runtime: RuntimeFiles;
  /** The pack that comes with the package. */
  pack: LocatedPack;
}
