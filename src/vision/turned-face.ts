import type { FacePoints } from '../media/geometry.ts';
import type { TurnedPicture } from '../media/turned-picture.ts';
import type { Detection } from './detection.ts';

/** A face that was found in a turned picture, as it lies in the upright one. */
export function faceToUpright<Face extends Detection>(face: Face, turned: TurnedPicture): Face {
  const box = turned.boxToUpright(face.box);
  if (!face.points) return { ...face, box };
  const points = face.points.map((point) => turned.toUpright(point)) as FacePoints;
  return { ...face, box, points };
}
