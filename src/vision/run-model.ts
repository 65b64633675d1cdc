import type { FloatTensor, ModelClock } from '../runtime/model-session.ts';

/** Runs one model on its one input; the outputs come by name. */
export type RunModel = (input: FloatTensor, clock?: ModelClock) => Promise<Record<string, Float32Array>>;
