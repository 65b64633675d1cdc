import { ApiLiteError } from '../errors.ts';

/** The most media of one request: each costs a model run at least, and checks of one person need a few. */
const MAX_MEDIA = 100;

/**
 * Checks the names of a request's media.
 *
 * @throws {ApiLiteError} LDE-002005 if there is none, are too many, or two of one name.
 */
export function checkMediaNames(names: readonly string[]): void {
  const { length } = names;
  if (length === 0) throw wrong('The request has no medium: send a picture, a video or an archive.');
  if (length > MAX_MEDIA) throw wrong(`The request has ${length} media; at most ${MAX_MEDIA} are taken.`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw wrong(`Two media are named "${twice}": each needs a name of its own.`);
}

function wrong(message: string): ApiLiteError {
  return new ApiLiteError('LDE-002005', message);
}
