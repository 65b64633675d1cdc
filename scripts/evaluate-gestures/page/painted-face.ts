import { centreOf, type Point } from '../../../src/media/geometry.ts';
import { eyeCentresOf } from '../../../src/vision/landmarks.ts';

/** How far the lower lip is drawn down, in distances between the eyes. */
const MOUTH = 0.4;

/** Outlines of the eyes among the 68 landmarks. */
const EYES = [
  [36, 42],
  [42, 48],
] as const;

/** A picture in which the lids are drawn over the eyes: the skin above them, stretched, with the lashes below. */
export function closedEyes(picture: ImageBitmap, landmarks: readonly Point[]): Promise<ImageBitmap> {
  const { canvas, context } = drawn(picture);
  for (const [from, to] of EYES) {
    const outline = landmarks.slice(from, to);
    const [left, right] = extent(outline.map(({ x }) => x));
    const [top, bottom] = extent(outline.map(({ y }) => y));
    const [width, lid] = [right - left, 0.3 * (right - left)];
    const center = centreOf(outline);
    context.save();
    context.beginPath();
    context.ellipse(center.x, center.y, 0.65 * width, lid + (bottom - top) / 2, 0, 0, 2 * Math.PI);
    context.clip();
    const [x, y, wide] = [left - 0.2 * width, top - lid, 1.4 * width];
    context.drawImage(picture, x, y, wide, lid, x, y, wide, lid + bottom - top);
    context.strokeStyle = 'rgb(45 30 25 / 70%)';
    context.lineWidth = Math.max(1, 0.06 * width);
    context.beginPath();
    context.moveTo(left, center.y);
    context.quadraticCurveTo(center.x, bottom + 0.1 * width, right, center.y);
    context.stroke();
    context.restore();
  }
  return createImageBitmap(canvas);
}

/** A picture in which the lower lip and the chin are drawn down, with the dark between. */
export function openMouth(picture: ImageBitmap, landmarks: readonly Point[]): Promise<ImageBitmap> {
  const { canvas, context } = drawn(picture);
  const at = (index: number): Point => landmarks[index] ?? { x: Number.NaN, y: Number.NaN };
  const [left, right] = eyeCentresOf(landmarks);
  const down = MOUTH * Math.hypot(left.x - right.x, left.y - right.y);
  const lips = centreOf([at(62), at(66)]);
  const width = at(54).x - at(48).x;
  const [x, wide, high] = [at(48).x - 0.3 * width, 1.6 * width, 1.15 * (at(8).y - lips.y)];
  context.drawImage(picture, x, lips.y, wide, high, x, lips.y + down, wide, high);
  context.fillStyle = 'rgb(42 16 18)';
  context.beginPath();
  context.ellipse(lips.x, lips.y + down / 2, 0.42 * width, 0.6 * down, 0, 0, 2 * Math.PI);
  context.fill();
  return createImageBitmap(canvas);
}

function drawn(picture: ImageBitmap) {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.drawImage(picture, 0, 0);
  return { canvas, context };
}

function extent(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
