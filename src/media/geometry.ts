/** A point in pixels of the upright picture, from its top left corner. */
export interface Point {
  /** Pixels from the left edge. */
  x: number;
  /** Pixels from the top edge. */
  y: number;
}

/** A box in pixels of the upright picture; it may reach over the picture's edge. */
export interface Box {
  /** Its left edge. */
  x: number;
  /** Its top edge. */
  y: number;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
}

/** The box around a whole picture. */
export function wholeOf({ width, height }: { width: number; height: number }): Box {
  return { x: 0, y: 0, width, height };
}

/** Pixels between two points; NaN if one is missing. */
export function distance(one: Point | undefined, other: Point | undefined): number {
  return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : Number.NaN;
}

/** The mean of points. */
export function centreOf(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** Right and left are the viewer's: `leftEye` is the eye on the picture's left. */
export type FacePoints = [leftEye: Point, rightEye: Point, nose: Point, mouthLeft: Point, mouthRight: Point];
