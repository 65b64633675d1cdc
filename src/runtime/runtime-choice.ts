import type { RuntimeChoice } from './backend.ts';
import type { ModelPack } from './model-pack.ts';
import { SLIM_MODELS } from './slim-models.ts';

/** The file for a pack: the whole one if the slim one was not made for each of its models. */
export function runtimeFor({ manifest }: Pick<ModelPack, 'manifest'>, wanted: RuntimeChoice): RuntimeChoice {
  return manifest.models.every(({ sha256 }) => SLIM_MODELS.includes(sha256)) ? wanted : 'full';
}
