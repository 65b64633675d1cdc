import { clamp } from '../common/clamp.ts';
import type { Box, Point } from '../media/geometry.ts';
import type { CroppedRecipe } from '../runtime/model-manifest.ts';
import type { FloatTensor } from '../runtime/model-session.ts';
import type { EyeClassifier } from './face-models.ts';
import { InputTensor } from './input-tensor.ts';
import type { RunModel } from './run-model.ts';

/** Where the eyes stand among the 68 iBUG landmarks: the picture's left one, the picture's right one. */
const EYES = [
  [36, 42],
  [42, 48],
] as const;

/** Share of the darkest and of the brightest pixels that may clip: a lash or a glint must not set the range. */
const CLIPPED = 0.01;

/** The least contrast that is stretched, in 0 to 1: below it there is noise only. */
const MIN_CONTRAST = 0.03;

/**
 * Adapter of the family `eye-state-24`: two logits for each eye, closed and open. It is shown a square about one eye,
 * `cropScale` widths of the eye a side.
 */
export function eyeState24(run: RunModel, recipe: CroppedRecipe): EyeClassifier {
  const input = new InputTensor(recipe);
  return {
    async openness(picture, landmarks, clock) {
      const chances: number[] = [];
      for (const [from, to] of EYES) {
        const box = eyeBox(landmarks.slice(from, to), recipe.cropScale);
        const pixels = picture.read(box, input.width, input.height);
        const { output } = await run(stretchContrast(input.fill(pixels)), clock);
        const [closed = Number.NaN, open = Number.NaN] = output ?? [];
        chances.push(1 / (1 + Math.exp(closed - open)));
      }
      const [left = Number.NaN, right = Number.NaN] = chances;
      return [left, right];
    },
  };
}

function eyeBox(outline: readonly Point[], scale: number): Box {
  const xs = outline.map(({ x }) => x);
  const ys = outline.map(({ y }) => y);
  const side = (Math.max(...xs) - Math.min(...xs)) * scale;
  const centreX = (Math.max(...xs) + Math.min(...xs)) / 2;
  const centreY = (Math.max(...ys) + Math.min(...ys)) / 2;
  return { x: centreX - side / 2, y: centreY - side / 2, width: side, height: side };
}

/**
 * Stretches values to 0 to 1 in place. The model takes eyes in a dim or flat light for closed; stretched, it
 * finds as many of them open as in a good light (docs/liveness.md).
 */
function stretchContrast(tensor: FloatTensor): FloatTensor {
  const { data } = tensor;
  const sorted = data.slice().sort();
  const low = sorted[Math.floor(sorted.length * CLIPPED)] ?? 0;
  const high = sorted[Math.ceil(sorted.length * (1 - CLIPPED)) - 1] ?? 1;
  const range = Math.max(high - low, MIN_CONTRAST);
  for (const [index, value] of data.entries()) data[index] = clamp((value - low) / range, 0, 1);
  return tensor;
}
