import { reasonOf } from '../contract/errors.ts';
import { modelOf, packError } from '../runtime/model-pack.ts';
import type { ModelRuntime } from '../runtime/model-runtime.ts';
import { type Cohort, readCohort } from '../templates/cohort.ts';

/**
 * Loads the cohort of a pack.
 *
 * @returns undefined if the pack has none: then similarities are taken as they are.
 * @throws {ApiLiteError} BPE-001002 if it is missing, altered, or not of the pack's recogniser.
 */
export async function loadCohort({
  pack,
  bytesOf,
}: Pick<ModelRuntime, 'pack' | 'bytesOf'>): Promise<Cohort | undefined> {
  const { cohort, name } = pack.manifest;
  if (!cohort) return undefined;
  const bytes = await bytesOf(cohort);
  try {
    return readCohort(bytes, modelOf(pack, 'embedding').dimension, cohortId(cohort));
  } catch (cause) {
    throw packError(`The cohort of the model pack "${name}" can't work: ${reasonOf(cause)}.`, cause);
  }
}

/** Names a cohort in a template's bytes: the first byte of its checksum. */
export function cohortId({ sha256 }: { sha256: string }): number {
  return Number.parseInt(sha256.slice(0, 2), 16);
}
