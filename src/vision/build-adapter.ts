import { type InputRecipe, type ModelRole, modelOf } from '../runtime/model-pack.ts';
import type { ModelRuntime } from '../runtime/model-runtime.ts';
import type { RunModel } from './run-model.ts';

/** Builds the adapter of a model family over the model that a pack has for a role. */
export function buildAdapter<Adapter>(
  Family: new (run: RunModel, recipe: InputRecipe) => Adapter,
  runtime: ModelRuntime,
  role: ModelRole,
): Adapter {
  return new Family((input, clock) => runtime.run(role, input, clock), modelOf(runtime.pack, role).input);
}
