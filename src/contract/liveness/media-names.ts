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

/**
 * Whether two spellings stand for one name. What can't stand in quotes is written by some as `%22`, `%0D` and `%0A`,
 * by others with a backslash: a payload may have it as the name's part has it, or as it is.
 */
export function isSameName(one: string, other: string): boolean {
  return one === other || plainName(one) === plainName(other);
}

function plainName(name: string): string {
  return percentDecoded(name.replace(/\\(["\\])/g, '$1'));
}

/** A name without what forms have for the three characters that can't stand in quotes. */
export function percentDecoded(name: string): string {
  return name.replace(/%(22|0D|0A)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function wrong(message: string): ApiLiteError {
  return new ApiLiteError('LDE-002005', message);
}
