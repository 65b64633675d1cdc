import { ApiLiteError } from '../errors.ts';

/** The most media of one request: each costs a model run at least, and checks of one person need a few. */
const MAX_MEDIA = 100;

/**
 * Checks the names of a request's media.
 *
 * @throws {ApiLiteError} LDE-002005 if there is none, are too many, or two of one name.
 */
export function checkMediaNames(names: readonly string[]): void {
  if (names.length === 0) {
    throw new ApiLiteError('LDE-002005', 'The request has no medium: send a picture, a video or an archive.');
  }
  if (names.length > MAX_MEDIA) {
    throw new ApiLiteError(
      'LDE-002005',
      `The request has ${names.length} media; at most ${MAX_MEDIA} are taken.`,
    );
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new ApiLiteError('LDE-002005', `Two media are named "${twice}": each needs a name of its own.`);
  }
}
