import { ApiLiteError } from '../contract/errors.ts';
import type { Box } from '../media/geometry.ts';
import { area } from '../vision/detection.ts';

/**
 * A face counts as another person from this share of the main face's side on; a smaller one is a bystander.
 * Half the side stands twice as far from the camera.
 */
const BYSTANDER_SIDE = 0.5;

/** Those faces besides the main one that are large enough to be meant as well; bystanders are not. */
export function otherPersons<Face extends { box: Box }>(main: Face, faces: readonly Face[]): Face[] {
  const least = BYSTANDER_SIDE ** 2 * area(main.box);
  return faces.filter((face) => face !== main && area(face.box) >= least);
}

/** Width of the largest other face over the main one's; 0 if there is none. */
export function otherFaceWidth<Face extends { box: Box }>(main: Face, faces: readonly Face[]): number {
  const others = faces.filter((face) => face !== main);
  return Math.max(0, ...others.map(({ box }) => box.width / main.box.width));
}

/**
 * The one face a picture is about.
 *
 * @param faces Largest first.
 * @throws {ApiLiteError} BPE-003002 if there is none, BPE-003003 if there are several.
 */
export function chooseFace<Face extends { box: Box }>(faces: readonly Face[]): Face {
  const [main] = faces;
  if (!main) {
    throw new ApiLiteError(
      'BPE-003002',
      'No face was found. Use a picture that shows the whole face, well lit.',
    );
  }
  const persons = 1 + otherPersons(main, faces).length;
  if (persons === 1) return main;
  throw new ApiLiteError(
    'BPE-003003',
    `${persons} faces were found. Use a picture of one person, or crop it.`,
  );
}
