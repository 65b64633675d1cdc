import { DEFAULT_DECISION_THRESHOLDS, type DecisionThresholds } from '../../src/contract/decision.ts';
import type { Template } from '../../src/templates/template-bytes.ts';
import type { Identified } from './error-rates.ts';

/** The comparison score of two templates. */
export type Score = (a: Template, b: Template) => number;

/** Error rates at the default thresholds; NaN if there is no such pair. */
export interface DecisionRates {
  genuinePairs: number;
  impostorPairs: number;
  /** Share of genuine pairs below each threshold. */
  fnmr: DecisionThresholds;
  /** Share of impostor pairs from each threshold on. */
  fmr: DecisionThresholds;
}

/** A template of a picture. */
export interface PictureTemplate extends Identified<Template> {
  picture: string;
}

/** Rates over all pairs within a list. */
export function ratesAmong(templates: readonly PictureTemplate[], score: Score): DecisionRates {
  return ratesByClass(templates, () => 0, score).get(0) ?? ratesOf(noCounts());
}

/** Rates over all pairs within a list, by the class that each pair is of. */
export function ratesByClass<Class, Of extends PictureTemplate>(
  templates: readonly Of[],
  classOf: (a: Of, b: Of) => Class,
  score: Score,
): Map<Class, DecisionRates> {
  const counts = new Map<Class, Counts>();
  templates.forEach((a, index) => {
    for (const b of templates.slice(index + 1)) {
      const of = classOf(a, b);
      const counted = counts.get(of) ?? noCounts();
      counts.set(of, counted);
      count(counted, a, b, score);
    }
  });
  return new Map([...counts].map(([of, counted]) => [of, ratesOf(counted)]));
}

/** Rates over all pairs of a probe with a reference, unless both are of the same picture. */
export function ratesAgainst(
  probes: readonly PictureTemplate[],
  references: readonly PictureTemplate[],
  score: Score,
): DecisionRates {
  const counts = noCounts();
  for (const probe of probes) {
    for (const reference of references) {
      if (probe.picture !== reference.picture) count(counts, probe, reference, score);
    }
  }
  return ratesOf(counts);
}

/** Pairs of a kind, and how many of them reach each threshold. */
interface Count extends DecisionThresholds {
  pairs: number;
}

type Counts = Record<'genuine' | 'impostor', Count>;

function noCounts(): Counts {
  const none = { pairs: 0, operatorRequired: 0, approved: 0 };
  return { genuine: { ...none }, impostor: { ...none } };
}

function count(counts: Counts, a: PictureTemplate, b: PictureTemplate, score: Score): void {
  const counted = counts[a.identity === b.identity ? 'genuine' : 'impostor'];
  const reached = score(a.template, b.template);
  counted.pairs++;
  if (reached >= DEFAULT_DECISION_THRESHOLDS.operatorRequired) counted.operatorRequired++;
  if (reached >= DEFAULT_DECISION_THRESHOLDS.approved) counted.approved++;
}

function ratesOf({ genuine, impostor }: Counts): DecisionRates {
  return {
    genuinePairs: genuine.pairs,
    impostorPairs: impostor.pairs,
    fnmr: {
      operatorRequired: 1 - genuine.operatorRequired / genuine.pairs,
      approved: 1 - genuine.approved / genuine.pairs,
    },
    fmr: {
      operatorRequired: impostor.operatorRequired / impostor.pairs,
      approved: impostor.approved / impostor.pairs,
    },
  };
}
