import { type Box, wholeOf } from '../media/geometry.ts';
import type { Picture } from '../media/picture.ts';
import { luminanceOf } from './luminance.ts';

/** Cells that a picture is looked at in: fine enough for a room, too coarse for noise. */
const COLUMNS = 32;
const ROWS = 24;

/** A person takes so much beside and above the face's box, in sides of it, and all that is below. */
const BODY = 0.75;

/** Of fewer cells nothing is told: the person fills the picture. */
const MIN_SHARE = 0.1;

/** Levels of contrast, of two pictures together, below which differences are noise: a wall. */
const MIN_CONTRAST = 12;

/**
 * From here on two pictures have two backgrounds. Live videos stay below 0.16 over a third of a second, frames of two
 * videos begin at 0.56.
 */
export const OTHER_SCENE = 0.35;

/** What is around the people of a picture; NaN where they are. */
type Background = Float32Array;

/** How the background changes from frame to frame. */
export class SceneChange {
  #last: Background | undefined;

  /**
   * How much the background differs from the last frame's, whatever the exposure: 0 as before, about 0.7 another one.
   *
   * @param people Boxes of the faces.
   */
  add(picture: Picture, people: readonly Box[]): number {
    const now = backgroundOf(picture, people);
    const change = this.#last ? difference(this.#last, now) : 0;
    this.#last = now;
    return change;
  }
}

function backgroundOf(picture: Picture, people: readonly Box[]): Background {
  const background = luminanceOf(picture.read(wholeOf(picture), COLUMNS, ROWS));
  for (const at of background.keys()) {
    const x = (((at % COLUMNS) + 0.5) * picture.width) / COLUMNS;
    const y = ((Math.floor(at / COLUMNS) + 0.5) * picture.height) / ROWS;
    if (people.some((face) => isPerson(face, x, y))) background[at] = Number.NaN;
  }
  return background;
}

function isPerson({ x: left, y: top, width, height }: Box, x: number, y: number): boolean {
  return x > left - BODY * width && x < left + (1 + BODY) * width && y > top - BODY * height;
}

function difference(one: Background, other: Background): number {
  const common = [...one.keys()].filter((at) => !Number.isNaN((one[at] ?? 0) + (other[at] ?? 0)));
  if (common.length < MIN_SHARE * COLUMNS * ROWS) return 0;
  const [before, now] = [one, other].map((background) => centered(common.map((at) => background[at] ?? 0)));
  if (!before || !now) return 0;
  const contrast = spread(before) + spread(now);
  return spread(before.map((value, at) => value - (now[at] ?? 0))) / Math.max(contrast, MIN_CONTRAST);
}

/** Exposure follows the face: a background that gets brighter as a whole is the same. */
function centered(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/** Root mean square. */
function spread(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
