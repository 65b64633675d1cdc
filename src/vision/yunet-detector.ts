import { clamp } from '../common/clamp.ts';
import type { FacePoints, Point } from '../media/geometry.ts';
import type { InputRecipe } from '../runtime/model-manifest.ts';
import { packError } from '../runtime/model-pack.ts';
import { type Detection, suppressOverlaps } from './detection.ts';
import { detectorView } from './detector-view.ts';
import type { FaceProposer } from './face-models.ts';
import { InputTensor } from './input-tensor.ts';
import type { RunModel } from './run-model.ts';

/** Boxes under this confidence are noise: see docs/models.md. */
const MIN_SCORE = 0.6;

/** Of a hundred faces at most one stays below it; a cup, gravel, a cat and textures reach 0.72. */
const SURE_SCORE = 0.85;

/** At the second look gravel reached 0.793. */
const SECOND_SCORE = { wide: 0.8, narrow: 0.7 };

/** Intersection over union above which two boxes are one face. */
const MAX_OVERLAP = 0.3;

/** Pixels of the input between neighbouring cells, for each of the three grids of outputs. */
const STRIDES = [8, 16, 32] as const;

/** The coarsest grid must cover the input exactly. */
export const YUNET_STEP = 32;

/**
 * Adapter of the family `yunet` (Wu et al. 2023): every cell of three grids gives a confidence, a box and five
 * points, both relative to the cell.
 */
export function yunetDetector(run: RunModel, recipe: InputRecipe): FaceProposer {
  const input = new InputTensor(recipe);
  return {
    givesPoints: true,
    sureScore: SURE_SCORE,
    secondScore: SECOND_SCORE,
    async propose(picture, region, clock, most) {
      const { box, width, height, scale } = detectorView(region, input, YUNET_STEP, most);
      const outputs = await run(input.fill(picture.read(box, width, height)), clock);
      const toPicture = ({ x, y }: Point): Point => ({ x: box.x + x * scale, y: box.y + y * scale });
      const detections = STRIDES.flatMap((stride) =>
        facesOf(gridOf(outputs, stride), width, toPicture, scale),
      );
      return suppressOverlaps(detections, MAX_OVERLAP);
    },
  };
}

/** The outputs of one grid. */
function gridOf(outputs: Record<string, Float32Array>, stride: number) {
  const output = (name: string): Float32Array => {
    const found = outputs[`${name}_${stride}`];
    if (!found) throw packError(`The detector has no output "${name}_${stride}".`);
    return found;
  };
  return {
    stride,
    /** Chance that the cell's box is a face. */
    classes: output('cls'),
    /** How well the box fits. */
    objectness: output('obj'),
    /** Centre, width and height; four a cell. */
    boxes: output('bbox'),
    /** x and y of five points; ten a cell. */
    points: output('kps'),
  };
}

function facesOf(
  { stride, classes, objectness, boxes, points }: ReturnType<typeof gridOf>,
  inputWidth: number,
  toPicture: (point: Point) => Point,
  scale: number,
): Detection[] {
  const columns = inputWidth / stride;
  const detections: Detection[] = [];
  for (const [cell, chance] of classes.entries()) {
    const score = Math.sqrt(clamp(chance, 0, 1) * clamp(objectness[cell] ?? 0, 0, 1));
    if (score < MIN_SCORE) continue;
    const column = cell % columns;
    const row = Math.floor(cell / columns);
    const at = (values: Float32Array, index: number): Point => ({
      x: (column + (values[index] ?? 0)) * stride,
      y: (row + (values[index + 1] ?? 0)) * stride,
    });
    const width = Math.exp(boxes[cell * 4 + 2] ?? 0) * stride * scale;
    const height = Math.exp(boxes[cell * 4 + 3] ?? 0) * stride * scale;
    const centre = toPicture(at(boxes, cell * 4));
    const pointAt = (index: number): Point => toPicture(at(points, cell * 10 + index * 2));
    const five: FacePoints = [pointAt(0), pointAt(1), pointAt(2), pointAt(3), pointAt(4)];
    const box = { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
    detections.push({ score, box, points: five });
  }
  return detections;
}
