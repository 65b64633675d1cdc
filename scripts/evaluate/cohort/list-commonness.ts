import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ModelManifest } from '../../../src/runtime/model-manifest.ts';
import { type Cohort, readCohort } from '../../../src/templates/cohort.ts';
import type { Template } from '../../../src/templates/template-bytes.ts';
import { readJson, sha256 } from '../../project.mjs';
import { identityOf } from '../labelled-pairs.ts';
import { measurePictures } from '../measure-pictures.ts';
import type { Measured } from '../summarise-measurements.ts';
import { quantile } from '../summarise-measurements.ts';
import { cohortFile } from './cohort-file.ts';
import { foldsOf, makeCohorts } from './make-cohort.ts';

/** How common the faces of a list are, by a cohort without the person. */
export interface ListCommonness {
  /** In words, for the report. */
  how: string;
  /** A picture's template with its commonness. */
  of(picture: string, template: Template): Template;
  /** The bytes of the cohort of all of the list's people, if it was made. */
  cohort?: Uint8Array<ArrayBuffer>;
}

/** What is asked of a list. */
export interface CommonnessRequest {
  list: string;
  manifest: string;
  /** Every picture of the list. */
  pictures: readonly string[];
  /** What is known of them as they are, if it was measured. */
  measured: Measured | undefined;
  /** Makes a cohort, whatever the pack has. */
  makes: boolean;
}

/**
 * How common the faces of a list are. If the pack's cohort was made of this list, or is made now, each half of the people is
 * measured by a cohort of the other half; else by the pack's own.
 *
 * @returns undefined if the pack has no cohort: similarities are taken as they are
 */
export async function listCommonness(request: CommonnessRequest): Promise<ListCommonness | undefined> {
  const { cohort }: { cohort?: PackCohort } = readJson(request.manifest);
  const list = await listDigest(request.list);
  if (request.makes || cohort?.list === list) return await crossFit(request);
  return cohort && (await byPack(request.manifest, cohort));
}

/** What a manifest says of its cohort. */
export type PackCohort = NonNullable<ModelManifest['cohort']> & {
  /** The SHA-256 of the list that it was made of. */
  list?: string;
};

/** Names a list. */
export async function listDigest(list: string): Promise<string> {
  return sha256(await readFile(list));
}

async function crossFit({
  list,
  manifest,
  pictures,
  measured: known,
}: CommonnessRequest): Promise<ListCommonness> {
  const measured = known ?? (await measurePictures({ list, pictures }, { manifest }));
  const { folds, whole } = await makeCohorts(list, manifest, measured);
  const foldOf = foldsOf([...measured.templates.keys()].map(identityOf));
  const measuring = (typical: number): ListCommonness['of'] => {
    const cohorts = folds.map((vectors) => cohortOf(cohortFile(vectors, typical), vectors[0]?.length ?? 0));
    return (picture, template) => measuredBy(cohorts[1 - (foldOf.get(identityOf(picture)) ?? 0)], template);
  };
  const likeness = measuring(0);
  const typical = quantile(
    [...measured.templates].map((entry) => likeness(...entry).commonness?.value ?? 0),
    TYPICAL_SHARE,
  );
  return {
    how: `a cohort of the other half of the people, of ${folds.map(({ length }) => length).join(' and ')} vectors`,
    of: measuring(typical),
    cohort: cohortFile(whole, typical),
  };
}

/** So many of the clean pictures count as not common at all. */
const TYPICAL_SHARE = 0.6;

async function byPack(manifest: string, { file }: PackCohort): Promise<ListCommonness> {
  const bytes = new Uint8Array(await readFile(join(dirname(manifest), file)));
  let cohort: Cohort | undefined;
  return {
    how: "the pack's own cohort",
    of(_, template) {
      cohort ??= cohortOf(bytes, template.vector.length);
      return measuredBy(cohort, template);
    },
  };
}

function cohortOf(bytes: Uint8Array<ArrayBuffer>, dimension: number): Cohort {
  return readCohort(bytes, dimension, 0);
}

function measuredBy(cohort: Cohort | undefined, template: Template): Template {
  return cohort ? { ...template, commonness: cohort.commonnessOf(template.vector) } : template;
}
