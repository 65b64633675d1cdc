import type { ModelEntry } from './model-manifest.ts';
import type { FloatTensor } from './model-session.ts';

/** What a model is measured with. Any picture does: waves, so that no value is special. */
export function testInput({ input: { shape } }: ModelEntry): FloatTensor {
  const length = shape.reduce((product, size) => product * size, 1);
  return { data: Float32Array.from({ length }, (_, index) => Math.sin(index / 7)), shape };
}
