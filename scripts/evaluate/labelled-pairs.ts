import { posix } from 'node:path';
import { SetupError } from '../project.mjs';

/** Two pictures and whether they show the same person. */
export interface LabelledPair {
  pictureA: string;
  pictureB: string;
  same: boolean;
}

const HEADER = 'image_a\timage_b\tsame';

/**
 * Reads a list of labelled pairs: tab-separated lines `image_a image_b same`, with that header, paths relative
 * to the list and with forward slashes, `same` 1 or 0.
 *
 * @throws {SetupError} naming the line that is not of this form
 */
export function parsePairs(text: string): LabelledPair[] {
  const [header, ...lines] = text.split(/\r?\n/);
  if (header !== HEADER) throw new SetupError('The list must begin with the line image_a⇥image_b⇥same.');
  const pairs = lines.flatMap((line, index) => (line === '' ? [] : [parseLine(line, index + 2)]));
  if (pairs.length === 0) throw new SetupError('The list holds no pair.');
  return pairs;
}

function parseLine(line: string, number: number): LabelledPair {
  const [pictureA, pictureB, same, ...rest] = line.split('\t');
  if (!pictureA || !pictureB || (same !== '0' && same !== '1') || rest.length > 0) {
    throw new SetupError(`Line ${number} of the list must be image_a⇥image_b⇥same with same 1 or 0: ${line}`);
  }
  return { pictureA, pictureB, same: same === '1' };
}

/** Every picture that a list names, once, in the order of its first mention. */
export function picturesOf(pairs: readonly LabelledPair[]): string[] {
  return [...new Set(pairs.flatMap(({ pictureA, pictureB }) => [pictureA, pictureB]))];
}

/** The person a picture shows: its folder's name. */
export function identityOf(picture: string): string {
  return posix.dirname(picture);
}
