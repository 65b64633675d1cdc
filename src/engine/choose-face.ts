import { ApiLiteError } from '../contract/errors.ts';
import type { Detection } from '../vision/detection.ts';

/**
 * A face counts as a second person from this share of the main face's side on; a smaller one is a bystander.
 * Half the side stands twice as far from the camera.
 */
export const BYSTANDER_SIDE = 0.5;

/**
 * The one face a picture is about.
 *
 * @param faces Largest first.
 * @throws {ApiLiteError} BPE-003002 if there is none, BPE-003003 if there are several.
 */
export function chooseFace<Face extends Detection>(faces: readonly Face[]): Face {
  const [main, ...others] = faces;
  if (!main) {
    throw new ApiLiteError(
      'BPE-003002',
      'No face was found. Use a picture that shows the whole face, well lit.',
    );
  }
  const persons = others.filter((face) => sideOf(face) >= BYSTANDER_SIDE * sideOf(main));
  if (persons.length > 0) {
    const count = persons.length + 1;
    throw new ApiLiteError(
      'BPE-003003',
      `${count} faces were found. Use a picture of one person, or crop it.`,
    );
  }
  return main;
}

function sideOf({ box }: Detection): number {
  return Math.sqrt(box.width * box.height);
}
