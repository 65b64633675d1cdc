import type { ModelPack } from './model-pack.ts';
import { SLIM_MODELS } from './slim-models.ts';

/**
 * The file that WASM takes: `slim` has the functions that the models of the project's packs use, and fetches the whole
 * file if it needs another one after all; `full` is the whole file.
 */
export type RuntimeChoice = 'slim' | 'full';

/** The file for a pack: the whole one if the slim one was not made for each of its models. */
export function runtimeFor({ manifest }: Pick<ModelPack, 'manifest'>, wanted: RuntimeChoice): RuntimeChoice {
  return manifest.models.every(({ sha256 }) => SLIM_MODELS.includes(sha256)) ? wanted : 'full';
}
