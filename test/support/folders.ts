import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** The group photos sample1.jpg to sample6.jpg. */
export const SAMPLES_FOLDER = join(ROOT, 'node_modules/@vladmandic/face-api/demo');

/** Labelled pictures and videos beside the project; not everywhere there. */
export const SHARED_FOLDER = join(ROOT, '../shared');

/** Path of a group photo, for tests in Node; in the browser use `samplePicture`. */
export function sampleFile(number: 1 | 2 | 3 | 4 | 5 | 6): string {
  return join(SAMPLES_FOLDER, `sample${number}.jpg`);
}
