import type { InputRecipe } from '../runtime/model-manifest.ts';
import { packError } from '../runtime/model-pack.ts';
import { type Detection, suppressOverlaps } from './detection.ts';
import { type DetectorView, detectorView } from './detector-view.ts';
import type { FaceProposer } from './face-models.ts';
import { InputTensor } from './input-tensor.ts';
import type { RunModel } from './run-model.ts';

/** Boxes under this confidence are noise. */
const MIN_SCORE = 0.6;

/**
 * Of a thousand faces six stay below it, more in group photos. Of the parts of a cup, gravel and a cat one in 60 passes
 * it, or the second look.
 */
const SURE_SCORE = 0.995;

/** At the second look one face of 1,855 has less. */
const SECOND_SCORE = { wide: 0.9, narrow: 0.85 };

/** Intersection over union above which two boxes are one face; the recipe's figure. */
const MAX_OVERLAP = 0.4;

/**
 * The grids of heads: their name, the pixels between neighbouring columns and rows, and the sides of the square anchors
 * at each cell. The model was trained on 320 x 240, where 8 rows of 32 pixels, and 4 of 64, share the 240.
 */
const GRIDS = [
  { stride: 8, apart: { x: 8, y: 8 }, anchors: [10, 16, 24] },
  { stride: 16, apart: { x: 16, y: 16 }, anchors: [32, 48] },
  { stride: 32, apart: { x: 32, y: 30 }, anchors: [64, 96] },
  { stride: 64, apart: { x: 64, y: 60 }, anchors: [128, 192, 256] },
] as const;

/** What the heads' numbers are scaled by (SSD's variances): centres in anchors, sizes as logarithms. */
const CENTRE_SCALE = 0.1;
const SIZE_SCALE = 0.2;

/**
 * Width and height of the input are multiples of this, or the largest: whole cells of the third grid, in which faces as
 * large as a portrait's are found. By single cells of the finest grid some of them got another box.
 */
const STEP = 32;

/**
 * Adapter of the family `ultraface` (Linzaer 2019): heads of four grids, each cell with two logits (no face, face) and
 * four offsets for each anchor, channels first. Constants as in the published model, which decodes them itself.
 */
export function ultrafaceDetector(run: RunModel, recipe: InputRecipe): FaceProposer {
  const input = new InputTensor(recipe);
  return {
    givesPoints: false,
    sureScore: SURE_SCORE,
    secondScore: SECOND_SCORE,
    async propose(picture, region, clock, most) {
      const view = detectorView(region, input, STEP, most);
      const outputs = await run(input.fill(picture.read(view.box, view.width, view.height)), clock);
      const detections = GRIDS.flatMap((grid) => facesOf(grid, outputs, view));
      return suppressOverlaps(detections, MAX_OVERLAP);
    },
  };
}

function facesOf(
  { stride, apart, anchors }: (typeof GRIDS)[number],
  outputs: Record<string, Float32Array>,
  view: DetectorView,
): Detection[] {
  const columns = Math.ceil(view.width / stride);
  const rows = Math.ceil(view.height / stride);
  const cells = columns * rows;
  const classes = output(outputs, `classes_${stride}`, 2 * anchors.length * cells);
  const offsets = output(outputs, `offsets_${stride}`, 4 * anchors.length * cells);
  const detections: Detection[] = [];
  for (const [index, side] of anchors.entries()) {
    const ofAnchor = 2 * index * cells;
    for (let cell = 0; cell < cells; cell++) {
      const logit = (classes[ofAnchor + cells + cell] as number) - (classes[ofAnchor + cell] as number);
      const score = 1 / (1 + Math.exp(-logit));
      if (score < MIN_SCORE) continue;
      const [x = 0, y = 0, width = 0, height = 0] = [0, 1, 2, 3].map(
        (part) => offsets[(4 * index + part) * cells + cell],
      );
      const centreX = ((cell % columns) + 0.5) * apart.x + x * CENTRE_SCALE * side;
      const centreY = (Math.floor(cell / columns) + 0.5) * apart.y + y * CENTRE_SCALE * side;
      const boxWidth = side * Math.exp(width * SIZE_SCALE);
      const boxHeight = side * Math.exp(height * SIZE_SCALE);
      const box = {
        x: view.box.x + (centreX - boxWidth / 2) * view.scale,
        y: view.box.y + (centreY - boxHeight / 2) * view.scale,
        width: boxWidth * view.scale,
        height: boxHeight * view.scale,
      };
      detections.push({ score, box });
    }
  }
  return detections;
}

function output(outputs: Record<string, Float32Array>, name: string, length: number): Float32Array {
  const values = outputs[name];
  if (values?.length === length) return values;
  throw packError(
    `The detector's output "${name}" has ${values?.length ?? 'no'} values instead of ${length}. A published UltraFace model is made ready by scripts/convert-model: see docs/models.md.`,
  );
}
