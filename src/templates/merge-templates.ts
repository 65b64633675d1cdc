import { squaredLength } from '../common/squared-length.ts';
import { ApiLiteError } from '../contract/errors.ts';
import type { Template } from './template-bytes.ts';

/** Of a mean of vectors of unit length; below this it is rounding. */
const MIN_LENGTH = 1e-3;

/**
 * One template of several of a person: the direction in the middle of theirs. What differs from picture to picture, such as
 * light, pose and expression, takes itself out. Its quality is the mean of theirs.
 *
 * @param templates One or more, of one model pack.
 * @returns Without commonness: what the parts have says nothing of the whole, it must be measured.
 * @throws {ApiLiteError} BPE-002004 if they take each other out, as no templates of one person do.
 */
export function mergeTemplates(templates: readonly [Template, ...Template[]]): Template {
  const [{ fingerprint, vector: first }] = templates;
  const vector = new Float32Array(first.length);
  let quality = 0;
  for (const template of templates) {
    for (let index = 0; index < vector.length; index++) {
      vector[index] = (vector[index] as number) + (template.vector[index] as number);
    }
    quality += template.quality / templates.length;
  }
  const length = Math.sqrt(squaredLength(vector));
  if (length < MIN_LENGTH * templates.length) {
    throw new ApiLiteError('BPE-002004', 'The templates take each other out: they are not of one person.');
  }
  for (let index = 0; index < vector.length; index++) vector[index] = (vector[index] as number) / length;
  return { fingerprint, quality, vector };
}
