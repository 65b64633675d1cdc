/** How a head is turned, in degrees; all zero looks into the camera, upright. */
export interface HeadPose {
  /** About the vertical axis: positive if the nose points to the left of the picture. */
  yaw: number;
  /** Nodding: positive if the face looks up. */
  pitch: number;
  /** Tilting towards a shoulder: positive if clockwise in the picture. */
  roll: number;
}
