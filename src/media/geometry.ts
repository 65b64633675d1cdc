/** A point in pixels of the upright picture, from its top left corner. */
export interface Point {
  x: number;
  y: number;
}

/** A box in pixels of the upright picture; it may reach over the picture's edge. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Right and left are the viewer's: `leftEye` is the eye on the picture's left. */
export type FacePoints = [leftEye: Point, rightEye: Point, nose: Point, mouthLeft: Point, mouthRight: Point];
