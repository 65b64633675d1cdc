import { posix } from 'node:path';
import { SetupError } from '../project.mjs';

/** Two pictures and whether they show the same person. */
export interface LabelledPair {
  pictureA: string;
  pictureB: string;
  same: boolean;
  /** The group of people that both belong to, if the list names it. */
  group?: string;
}

const HEADER = 'image_a\timage_b\tsame';
const HEADER_WITH_GROUP = `${HEADER}\tgroup`;

/**
 * Reads a list of labelled pairs: tab-separated lines `image_a image_b same`, with that header, paths relative
 * to the list and with forward slashes, `same` 1 or 0. A fourth column `group` may name the group of people that
 * both belong to; it is empty if they belong to two.
 *
 * @throws {SetupError} naming the line that is not of this form
 */
export function parsePairs(text: string): LabelledPair[] {
  const [header, ...lines] = text.split(/\r?\n/);
  if (header !== HEADER && header !== HEADER_WITH_GROUP) {
    throw new SetupError(
      'The list must begin with the line image_a⇥image_b⇥same, or image_a⇥image_b⇥same⇥group.',
    );
  }
  const columns = header.split('\t').length;
  const pairs = lines.flatMap((line, index) => (line === '' ? [] : [parseLine(line, columns, index + 2)]));
  if (pairs.length === 0) throw new SetupError('The list holds no pair.');
  return pairs;
}

function parseLine(line: string, columns: number, number: number): LabelledPair {
  const values = line.split('\t');
  const [pictureA, pictureB, same, group] = values;
  if (!pictureA || !pictureB || (same !== '0' && same !== '1') || values.length !== columns) {
    throw new SetupError(
      `Line ${number} of the list must have the columns of its header, with same 1 or 0: ${line}`,
    );
  }
  return { pictureA, pictureB, same: same === '1', ...(group && { group }) };
}

/**
 * The group of each person that a list names one for.
 *
 * @throws {SetupError} if it names two for one person
 */
export function groupsOf(pairs: readonly LabelledPair[]): Map<string, string> {
  const groups = new Map<string, string>();
  for (const { pictureA, pictureB, group } of pairs) {
    if (group === undefined) continue;
    for (const person of [identityOf(pictureA), identityOf(pictureB)]) {
      const other: string = groups.get(person) ?? group;
      if (other !== group) {
        throw new SetupError(`The list has ${person} in two groups, "${other}" and "${group}".`);
      }
      groups.set(person, group);
    }
  }
  return groups;
}

/** Every picture that a list names, once, in the order of its first mention. */
export function picturesOf(pairs: readonly LabelledPair[]): string[] {
  return [...new Set(pairs.flatMap(({ pictureA, pictureB }) => [pictureA, pictureB]))];
}

/** The person a picture shows: its folder's name. */
export function identityOf(picture: string): string {
  return posix.dirname(picture);
}
