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

/** Right and left are the viewer's: `leftEye` is the eye on the picture's left. */
export type FacePoints = [leftEye: Point, rightEye: Point, nose: Point, mouthLeft: Point, mouthRight: Point];
