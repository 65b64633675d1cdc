import { SetupError } from '../project.mjs';

/** A medium whose truth is known. */
export interface LabelledMedium {
  /** Path relative to the list. */
  medium: string;
  /** `live`, or the kind of attack: `attack`, `print`, `replay` … */
  label: string;
  /** Whose face it shows: cross-validation never fits on a person it tests. */
  person: string;
}

/** The label of a bona fide presentation; every other one is a kind of attack. */
export const LIVE = 'live';

/**
 * Reads a tab-separated list with the header `image`, `label` and perhaps `person`. Without the last one the
 * person is the number a file's name begins with, as NUAA's do, else each file counts as a person of its own.
 *
 * @throws {SetupError} naming the line that is wrong.
 */
export function parseLabels(text: string): LabelledMedium[] {
  const [header = '', ...rows] = text.trimEnd().split(/\r?\n/);
  const columns = header.split('\t');
  const [image, label, person] = ['image', 'label', 'person'].map((name) => columns.indexOf(name));
  if (image === undefined || image < 0 || label === undefined || label < 0) {
    throw new SetupError('The list needs a header line with the tab-separated columns image and label.');
  }
  return rows.map((row, index) => {
    const cells = row.split('\t');
    const medium = cells[image];
    const truth = cells[label];
    if (!medium || !truth) throw new SetupError(`Line ${index + 2} of the list lacks an image or a label.`);
    return { medium, label: truth, person: cells[person ?? -1] || personOf(medium) };
  });
}

function personOf(medium: string): string {
  const name = medium.slice(medium.lastIndexOf('/') + 1);
  return /^(\d+)_/.exec(name)?.[1] ?? name;
}
