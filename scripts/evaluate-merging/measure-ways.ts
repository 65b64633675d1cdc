import { DEFAULT_DECISION_THRESHOLDS } from '../../src/contract/decision.ts';
import type { ComparisonCalibration } from '../../src/runtime/model-manifest.ts';
import type { Cohort } from '../../src/templates/cohort.ts';
import { normalisedSimilarity } from '../../src/templates/commonness.ts';
import { mergeTemplates } from '../../src/templates/merge-templates.ts';
import { leastSimilarity, scoreOf } from '../../src/templates/score.ts';
import { cosineSimilarity } from '../../src/templates/similarity.ts';
import type { Template } from '../../src/templates/template-bytes.ts';
import { type Identified, operatingPoint, ratesAt, type Similarities } from '../evaluate/error-rates.ts';
import { percent } from '../report/percent.ts';
import { combinations } from './combinations.ts';

/** False match rates at which the misses are told. */
const RATES = [1e-3, 1e-4];

/** Similarities of a probe with a person's references, by the way in which they are used. */
const WAYS: Readonly<Record<string, (each: readonly number[], merged: () => number) => readonly number[]>> = {
  // Each by itself.
  'one reference': (each) => each,
  'the best of them': (each) => [Math.max(...each)],
  'the mean of their similarities': (each) => [each.reduce((sum, one) => sum + one, 0) / each.length],
  'one merged template': (_each, merged) => [merged()],
};

/** What a number of references comes to. */
interface MeasuredWays {
  enrolments: number;
  /** Comparisons by each way but the first. */
  genuine: number;
  impostor: number;
  /** Of a table. */
  rows: string[][];
}

/**
 * Enrols each person by every choice of so many of their pictures, and compares all pictures that are no reference.
 *
 * @param items Those of people with no more pictures than references are probes alone.
 */
export function measureWays(
  items: readonly Identified<Template>[],
  count: number,
  cohort: Cohort,
  calibration: ComparisonCalibration,
): MeasuredWays {
  const collected = Object.values(WAYS).map(() => ({ genuine: [] as number[], impostor: [] as number[] }));
  let enrolments = 0;
  for (const identity of new Set(items.map((item) => item.identity))) {
    const own = items.filter((item) => item.identity === identity);
    if (own.length <= count) continue;
    for (const chosen of combinations(own, count)) {
      enrolments++;
      const references = chosen.map(({ template }) => template);
      const merged = mergedOf(references, cohort);
      for (const probe of items) {
        if (chosen.includes(probe)) continue;
        const each = references.map((reference) => similarityOf(probe.template, reference));
        const kind = probe.identity === identity ? 'genuine' : 'impostor';
        Object.values(WAYS).forEach((way, index) => {
          const similarities = way(each, () => similarityOf(probe.template, merged));
          collected[index]?.[kind].push(...similarities);
        });
      }
    }
  }
  const approved = leastSimilarity(DEFAULT_DECISION_THRESHOLDS.approved, (similarity) =>
    scoreOf(similarity, calibration),
  );
  const measured = collected.map(sorted);
  const titles = RATES.map((rate) => `FNMR at FMR ${rate}`);
  const atScore = ['FMR at 0.85', 'FNMR at 0.85'];
  const rows = Object.keys(WAYS).map((way, index) => [
    way,
    ...ratesOf(measured[index] as Similarities, approved),
  ]);
  const { genuine, impostor } = measured[1] as Similarities;
  return {
    enrolments,
    genuine: genuine.length,
    impostor: impostor.length,
    rows: [['', ...titles, ...atScore], ...rows],
  };
}

function mergedOf(references: readonly Template[], cohort: Cohort): Template {
  const merged = mergeTemplates(references as [Template, ...Template[]]);
  return { ...merged, commonness: cohort.commonnessOf(merged.vector) };
}

function ratesOf(similarities: Similarities, approved: number): string[] {
  const misses = RATES.map((rate) => {
    const point = operatingPoint(rate, similarities);
    return point ? percent(point.fnmr) : 'too few';
  });
  const { fmr, fnmr } = ratesAt(approved, similarities);
  return [...misses, percent(fmr, 4), percent(fnmr)];
}

function similarityOf(a: Template, b: Template): number {
  const similarity = cosineSimilarity(a.vector, b.vector);
  return normalisedSimilarity(similarity, a.commonness?.value ?? 0, b.commonness?.value ?? 0);
}

function sorted({ genuine, impostor }: Record<'genuine' | 'impostor', number[]>): Similarities {
  return { genuine: Float32Array.from(genuine).sort(), impostor: Float32Array.from(impostor).sort() };
}
