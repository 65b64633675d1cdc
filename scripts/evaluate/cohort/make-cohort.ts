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

/** People whose pictures are one vector of a cohort: it is nobody's. */
const PEOPLE_A_VECTOR = 3;

/** Pictures from one vector to the next: every other picture is in two of them. */
const STEP = 2;

/** Pictures of each kind of bad ones from each half of the people; some show no face any more. */
const PICTURES_A_KIND = 24;

/** Clean pictures from each half. */
const CLEAN_PICTURES = 120;

const SEED = 1;

/** Two halves of a list's people, so that nobody is both in a cohort and measured by it. */
export type Fold = 0 | 1;

/** The vectors of the cohorts of a list. */
export interface CohortVectors {
  /** Of the people of each half. */
  folds: [Float32Array[], Float32Array[]];
  /** Of both, and no more of them than in either. */
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
  const wanted = halves.flatMap((half, fold) =>
    COHORT_KINDS.map((degradation, index) => ({
      fold,
      degradation,
      of: run(half, index * PICTURES_A_KIND, PICTURES_A_KIND),
    })),
  );
  const files = wanted.flatMap(({ degradation, of }) => of.map((each) => worse(list, each, degradation)));
  const extractions = await extractPictures(files, 'pictures for the cohort', manifest, ANY_COMMONNESS);
  const ofKind = wanted.map(({ fold, of }) => {
    const vectors = extractions
      .splice(0, of.length)
      .flatMap((made) => (made.outcome === 'template' ? [decodeTemplate(made.template).vector] : []));
    return { fold, means: means(vectors) };
  });
  const clean = halves.map((half) =>
    means(run(half, 0, CLEAN_PICTURES).map(({ template }) => template.vector)),
  );
  const kinds = [0, 1].map((fold) => [
    clean[fold] ?? [],
    ...ofKind.filter((each) => each.fold === fold).map((each) => each.means),
  ]);
  const [first = [], second = []] = kinds;
  return {
    folds: [first.flat(), second.flat()],
    whole: first.flatMap((of, index) => [...firstHalf(of), ...firstHalf(second[index] ?? [])]),
  };
}

/** No face is refused for being common: that is yet to be measured. */
export const ANY_COMMONNESS = { commonness: { highest: 1 } };

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

/** So many portraits from a place on, the first following the last; each at most once. */
function run(portraits: readonly Portrait[], from: number, most: number): Portrait[] {
  const count = Math.min(portraits.length, most);
  return Array.from(
    { length: count },
    (_, index) => portraits[(from + index) % portraits.length] as Portrait,
  );
}

function worse(list: string, { picture, face }: Portrait, degradation: Degradation) {
  return async () => degrade(await readFile(pathInList(list, picture)), face, degradation);
}

/** Of three people each, of unit length. */
function means(vectors: readonly Float32Array[]): Float32Array[] {
  const count = Math.max(0, Math.floor((vectors.length - PEOPLE_A_VECTOR) / STEP) + 1);
  return Array.from({ length: count }, (_, index) => {
    const group = vectors.slice(index * STEP, index * STEP + PEOPLE_A_VECTOR);
    const sum = new Float32Array(group[0]?.length ?? 0).map((_, at) =>
      group.reduce((all, vector) => all + (vector[at] ?? 0), 0),
    );
    const length = Math.hypot(...sum);
    return sum.map((value) => value / length);
  });
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
