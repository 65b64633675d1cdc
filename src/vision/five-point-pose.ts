import { centreOf, type FacePoints, type Point } from '../media/geometry.ts';
import type { HeadPose } from './face-models.ts';

/**
 * How far the nose's tip moves sideways against the mouth, in distances of the eyes, as the head turns: the tangent of yaw
 * is this times as much. By measurement, as those below: docs/live-video.md.
 */
const YAW_SLOPE = -1.66;

/** How much of the mouth's own place counts: it moves with a tilt that the eyes do not show. */
const MOUTH_SHARE = 0.5;

/** The same for its height between the eyes and the mouth, 0 to 1, and the height at which the head does not nod. */
const PITCH_SLOPE = -0.99;
const LEVEL_NOSE = 0.38;

/** A mouth nearer to the eyes than this, in their distances, is none: the points are not to be trusted. */
const MIN_MOUTH = 0.2;

/** How a head is turned, by its five points alone: it takes no model and no time, and is less exact than the model. */
export function poseOfPoints([leftEye, rightEye, nose, mouthLeft, mouthRight]: FacePoints): HeadPose {
  const across = { x: rightEye.x - leftEye.x, y: rightEye.y - leftEye.y };
  const square = Math.max(across.x ** 2 + across.y ** 2, Number.MIN_VALUE);
  const eyes = centreOf([leftEye, rightEye]);
  /** A point as seen along the line of the eyes and down from it, in their distances. */
  const placed = ({ x, y }: Point): Point => ({
    x: ((x - eyes.x) * across.x + (y - eyes.y) * across.y) / square,
    y: ((y - eyes.y) * across.x - (x - eyes.x) * across.y) / square,
  });
  const tip = placed(nose);
  const mouth = placed(centreOf([mouthLeft, mouthRight]));
  const height = tip.y / Math.max(mouth.y, MIN_MOUTH);
  return {
    yaw: degrees(Math.atan(YAW_SLOPE * (tip.x - MOUTH_SHARE * mouth.x))),
    pitch: degrees(Math.atan(PITCH_SLOPE * (height - LEVEL_NOSE))),
    roll: degrees(Math.atan2(across.y, across.x)),
  };
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
