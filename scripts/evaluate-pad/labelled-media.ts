import { basename, dirname, resolve } from 'node:path';
import { SetupError } from '../project.mjs';

/** A medium whose truth is known. */
export interface LabelledMedium {
  /** Path relative to the list. */
  medium: string;
  /** The kind of attack: `print`, `replay` …; undefined for a bona fide presentation. */
  attack: string | undefined;
  /** Whose face it shows: cross-validation never fits on a person it tests. */
  person: string;
  /** Camera or collection it comes from: a calibration is fitted to all alike, however many media each has. */
  source: string;
}

/** The label of a bona fide presentation; every other one is a kind of attack, unless the column `kind` names it. */
const LIVE = 'live';

/**
 * Reads a tab-separated list with the header `file` (or `image`) and `label`, and perhaps `kind`, `source` and `person`.
 * Without a source it is the name of the list's folder; without a person the number that a file's name begins with, as
 * NUAA's do, else each file counts as a person of its own.
 *
 * @param list the path of the list
 * @throws {SetupError} naming the line that is wrong.
 */
export function parseLabels(text: string, list: string): LabelledMedium[] {
  const [header = '', ...rows] = text.trimEnd().split(/\r?\n/);
  const columns = header.split('\t');
  const fileColumn = columns.includes('file') ? 'file' : 'image';
  if (!columns.includes(fileColumn) || !columns.includes('label')) {
    throw new SetupError(
      `${list} needs a header line with the tab-separated columns file (or image) and label.`,
    );
  }
  const home = basename(dirname(resolve(list)));
  return rows.map((row, index) => {
    const cells = row.split('\t');
    const cell = (column: string) => cells[columns.indexOf(column)];
    const medium = cell(fileColumn);
    const label = cell('label');
    if (!medium || !label) throw new SetupError(`Line ${index + 2} of ${list} lacks a file or a label.`);
    return {
      medium,
      attack: label === LIVE ? undefined : cell('kind') || label,
      person: cell('person') || personOf(medium),
      source: cell('source') || home,
    };
  });
}

function personOf(medium: string): string {
  const name = medium.slice(medium.lastIndexOf('/') + 1);
  return /^(\d+)_/.exec(name)?.[1] ?? name;
}
