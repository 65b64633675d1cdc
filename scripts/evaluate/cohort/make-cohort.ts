import { readFile } from 'node:fs/promises';
import { decodeTemplate, type Template } from '../../../src/templates/template-bytes.ts';
import { pathInList } from '../../measuring/labelled-list.ts';
import { degrade } from '../degraded/degradations.ts';
import type { Degradation, PlacedFace } from '../degraded/ways.ts';
import { extractPictures } from '../extraction/extract-pictures.ts';
import { identityOf } from '../labelled-pairs.ts';
import { randomNumbers } from '../random-numbers.ts';
import type { Measured } from '../summarise-measurements.ts';
import { COHORT_KINDS } from './cohort-kinds.ts';

/** People whose pictures are one vector of a cohort, at most: with so many, what is left is what they have in common. */
const PEOPLE_A_VECTOR = 24;

/** Of fewer people no vector is made: some kinds of bad pictures often show no face any more. */
const MIN_PEOPLE = 8;

const SEED = 1;

/** Two halves of a list's people, so that nobody is both in a cohort and measured by it. */
export type Fold = 0 | 1;

/** The vectors of the cohorts of a list. */
export interface CohortVectors {
  /** Of the people of each half. */
  folds: [Float32Array[], Float32Array[]];
  /** Of both, each vector of as many people as in either. */
  whole: Float32Array[];
}

/** A person's picture. */
interface Portrait {
  picture: string;
  template: Template;
  face: PlacedFace;
}

/** Which half of the people each is in: the same for the same list. */
export function foldsOf(identities: Iterable<string>): Map<string, Fold> {
  const people = shuffled([...new Set(identities)].sort());
  return new Map(people.map((identity, index) => [identity, (index % 2) as Fold]));
}

/** Makes the cohorts of a list's pictures: the clean ones, and those made worse, each kind by itself. */
export async function makeCohorts(
  list: string,
  manifest: string,
  measured: Pick<Measured, 'templates' | 'soleFaces'>,
): Promise<CohortVectors> {
  const halves = portraits(measured);
  const wanted = COHORT_KINDS.flatMap((degradation, index) =>
    halves.map((half) => ({ degradation, of: run(half, index * PEOPLE_A_VECTOR) })),
  );
  const files = wanted.flatMap(({ degradation, of }) => of.map((each) => worse(list, each, degradation)));
  const extractions = await extractPictures(files, 'pictures for the cohort', manifest, ANY_FACE);
  const bad = wanted.map(({ of }) =>
    extractions
      .splice(0, of.length)
      .flatMap((made) => (made.outcome === 'template' ? [decodeTemplate(made.template).vector] : [])),
  );
  const clean = halves.map((half) => run(half, 0).map(({ template }) => template.vector));
  const each = [...clean, ...bad];
  // Kind by kind, of the first half and of the second.
  const [first, second] = [0, 1].map((fold) => each.filter((_, index) => index % 2 === fold)) as [
    Float32Array[][],
    Float32Array[][],
  ];
  const both = first.map((vectors, kind) => [...firstHalf(vectors), ...firstHalf(second[kind] ?? [])]);
  return { folds: [first.flatMap(mean), second.flatMap(mean)], whole: both.flatMap(mean) };
}

/** No face is refused for being common: that is yet to be measured. */
export const ANY_COMMONNESS = { commonness: { highest: 1 } };

/** Nor for anything else. */
const ANY_FACE = { ...ANY_COMMONNESS, bounds: { highestYaw: 180, lowestAspect: 0, lowestLength: 0 } };

/** A picture of each person that shows no one else, by half, in an order of no meaning. */
function portraits({ templates, soleFaces }: Pick<Measured, 'templates' | 'soleFaces'>): Portrait[][] {
  const byPerson = new Map<string, Portrait>();
  for (const [picture, template] of templates) {
    const face = soleFaces.get(picture);
    const identity = identityOf(picture);
    if (face && !byPerson.has(identity)) byPerson.set(identity, { picture, template, face });
  }
  const folds = foldsOf([...templates.keys()].map(identityOf));
  return [0, 1].map((fold) =>
    [...folds].flatMap(([identity, of]) => (of === fold ? (byPerson.get(identity) ?? []) : [])),
  );
}

/** The portraits for one vector from a place on, the first following the last; each at most once. */
function run(portraits: readonly Portrait[], from: number): Portrait[] {
  const count = Math.min(portraits.length, PEOPLE_A_VECTOR);
  return Array.from(
    { length: count },
    (_, index) => portraits[(from + index) % portraits.length] as Portrait,
  );
}

function worse(list: string, { picture, face }: Portrait, degradation: Degradation) {
  return async () => degrade(await readFile(pathInList(list, picture)), face, degradation);
}

/** The mean, of unit length; none of too few. */
function mean(vectors: readonly Float32Array[]): Float32Array[] {
  if (vectors.length < MIN_PEOPLE) return [];
  const sum = new Float32Array(vectors[0]?.length ?? 0).map((_, at) =>
    vectors.reduce((all, vector) => all + (vector[at] ?? 0), 0),
  );
  const length = Math.hypot(...sum);
  return [sum.map((value) => value / length)];
}

function firstHalf<Item>(items: readonly Item[]): Item[] {
  return items.slice(0, Math.ceil(items.length / 2));
}

function shuffled<Item>(items: Item[]): Item[] {
  const random = randomNumbers(SEED);
  for (let last = items.length - 1; last > 0; last--) {
    const chosen = Math.floor(random() * (last + 1));
    [items[last], items[chosen]] = [items[chosen] as Item, items[last] as Item];
  }
  return items;
}
