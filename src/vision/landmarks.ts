import { centreOf, distance, type FacePoints, type Point } from '../media/geometry.ts';
import type { InputRecipe } from '../runtime/model-manifest.ts';
import { packError } from '../runtime/model-pack.ts';
import type { LandmarkLocator } from './face-models.ts';
import { InputTensor } from './input-tensor.ts';
import type { RunModel } from './run-model.ts';

/**
 * Adapter of the family `landmarks-68`: 68 points in iBUG order, as x, y in 0 to 1 of the detector's box,
 * which is the crop.
 */
export function landmarks68(run: RunModel, recipe: InputRecipe): LandmarkLocator {
  const input = new InputTensor(recipe);
  return {
    async locate(picture, box, clock) {
      const pixels = picture.read(box, input.width, input.height);
      const { output } = await run(input.fill(pixels), clock);
      if (!output) throw packError('The landmark model has no output "output".');
      const points: Point[] = [];
      for (let at = 0; at + 1 < output.length; at += 2) {
        const x = box.x + (output[at] as number) * box.width;
        const y = box.y + (output[at + 1] as number) * box.height;
        points.push({ x, y });
      }
      return points;
    },
  };
}

/** The five alignment points of 68 iBUG landmarks: both eyes' centres, nose tip, mouth corners. */
export function fivePoints(landmarks: readonly Point[]): FacePoints {
  const at = (index: number): Point => landmarks[index] ?? { x: Number.NaN, y: Number.NaN };
  return [...eyeCentresOf(landmarks), at(30), at(48), at(54)];
}

/**
 * Height of the eyes' openings over their width, the mean of both, of 68 iBUG landmarks; NaN without them. Widths shrink
 * with heights in a turned head.
 *
 * Source: Soukupova and Cech, Real-Time Eye Blink Detection using Facial Landmarks (2016), eq. 1.
 */
export function eyeAspectRatio(landmarks: readonly Point[]): number {
  const of = (outer: number) => {
    const between = (one: number, other: number) =>
      distance(landmarks[outer + one], landmarks[outer + other]);
    return (between(1, 5) + between(2, 4)) / 2 / between(0, 3);
  };
  return (of(36) + of(42)) / 2;
}

/** Centres of both eyes of 68 iBUG landmarks. */
export function eyeCentresOf(landmarks: readonly Point[]): [Point, Point] {
  return [centreOf(landmarks.slice(36, 42)), centreOf(landmarks.slice(42, 48))];
}
