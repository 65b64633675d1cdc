/** How `drawFaces` draws. */
export interface FaceStyle {
  /** Size of the picture that the faces were found in, if the canvas has another one. Default: the canvas's. */
  picture?: {
    /** Pixels. */
    width: number;
    /** Pixels. */
    height: number;
  };
  /** CSS color of lines, points and names; or of a face by its place in the list. Default white. */
  color?: string | ((index: number) => string);
  /** Width of lines in the canvas's pixels. Default: 1/300 of the canvas's longer side, at least 1. */
  lineWidth?: number;
  /** Whether the five points are drawn. Default true. */
  points?: boolean;
  /** A name for each face, in the order of the faces; `undefined` leaves one without. */
  names?: readonly (string | undefined)[];
  /** CSS font of the names. Default: `sans-serif`, eight lines high. */
  font?: string;
}
