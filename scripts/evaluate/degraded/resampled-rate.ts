import { DEFAULT_DECISION_THRESHOLDS } from '../../../src/contract/decision.ts';
import type { PictureTemplate, Score } from '../decision-rates.ts';
import { randomNumbers } from '../random-numbers.ts';

/** What holds a rate in 95 of 100 cases. */
export type Interval = [low: number, high: number];

const RESAMPLES = 1000;
const SEED = 3;

/**
 * The 95 % interval of the share of impostor pairs that are approved. People are resampled, not pairs: one face that is like many
 * others is in many pairs, so that pairs say less than their number.
 */
export function approvedInterval(templates: readonly PictureTemplate[], score: Score): Interval {
  const people = [...new Set(templates.map(({ identity }) => identity))];
  const numberOf = new Map(people.map((identity, index) => [identity, index]));
  const counts = people.map(() => 0);
  const hits: [number, number][] = [];
  templates.forEach((a, index) => {
    const person = numberOf.get(a.identity) ?? 0;
    counts[person] = (counts[person] ?? 0) + 1;
    for (const b of templates.slice(index + 1)) {
      if (a.identity === b.identity) continue;
      if (score(a.template, b.template) < DEFAULT_DECISION_THRESHOLDS.approved) continue;
      hits.push([person, numberOf.get(b.identity) ?? 0]);
    }
  });
  if (people.length < 2) return [Number.NaN, Number.NaN];
  const random = randomNumbers(SEED);
  const rates = Array.from({ length: RESAMPLES }, () => resampledRate(counts, hits, random)).sort(
    (a, b) => a - b,
  );
  const at = (share: number) => rates[Math.round(share * (RESAMPLES - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}

/** The rate among as many people drawn at random, some of them several times, if these are not compared with themselves. */
function resampledRate(
  counts: readonly number[],
  hits: readonly [number, number][],
  random: () => number,
): number {
  const drawn = counts.map(() => 0);
  for (let draw = 0; draw < counts.length; draw++) {
    const person = Math.floor(random() * counts.length);
    drawn[person] = (drawn[person] ?? 0) + 1;
  }
  const pictures = counts.map((count, person) => count * (drawn[person] ?? 0));
  const all = pictures.reduce((sum, count) => sum + count, 0);
  const pairs = (all ** 2 - pictures.reduce((sum, count) => sum + count ** 2, 0)) / 2;
  const approved = hits.reduce((sum, [a, b]) => sum + (drawn[a] ?? 0) * (drawn[b] ?? 0), 0);
  return pairs === 0 ? 0 : approved / pairs;
}
