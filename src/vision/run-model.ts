import { packError } from '../runtime/model-pack.ts';
import type { FloatTensor, ModelClock } from '../runtime/model-session.ts';

/** Runs one model on its one input; the outputs come by name. */
export type RunModel = (input: FloatTensor, clock?: ModelClock) => Promise<Record<string, Float32Array>>;

/** The output of a model that has one, whatever its name. @throws {ApiLiteError} BPE-001002 if it has not. */
export function onlyOutput(outputs: Record<string, Float32Array>): Float32Array {
  const [output, ...others] = Object.values(outputs);
  if (output && others.length === 0) return output;
  throw packError(`The model has the outputs ${Object.keys(outputs).join(', ') || '(none)'}, not one.`);
}
