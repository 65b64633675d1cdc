import type { SpoofingCalibration } from '../../src/runtime/model-manifest.ts';

/** A medium's raw log-odds and its truth. */
export interface ScoredMedium {
  logOdds: number;
  /** The kind of attack; undefined for a bona fide presentation. */
  attack: string | undefined;
  /** Camera or collection it comes from. */
  source: string;
}

/** A source of fewer media of a kind than this weighs by their number: a handful of pictures is no camera. */
const MIN_FULL_WEIGHT = 10;

const STEPS = 100;

/** A step shorter than this changes no score in its sixth digit. */
const CONVERGED = 1e-9;

/**
 * Fits the chance of an attack to raw log-odds by logistic regression with Platt's smoothed targets
 * (Platt 1999): perfectly separated classes have no finite fit without them. Both classes weigh the same, however
 * many samples each has, so that the calibrated 0.5 is where an attack is as likely as not for either; within them so do
 * the kinds of attack, and the sources of a kind.
 */
export function fitCalibration(media: readonly ScoredMedium[]): SpoofingCalibration {
  const attacks = media.filter(({ attack }) => attack !== undefined).length;
  const live = media.length - attacks;
  if (attacks === 0 || live === 0) throw new Error('A calibration needs live samples and attacks');
  const weights = balancedWeights(media);
  const samples = media.map(({ logOdds, attack }, index) => ({
    x: logOdds,
    target: attack !== undefined ? (attacks + 1) / (attacks + 2) : 1 / (live + 2),
    weight: weights[index] ?? 0,
  }));
  let slope = 0;
  let intercept = 0;
  for (let step = 0; step < STEPS; step++) {
    const change = newtonStep(samples, slope, intercept);
    slope += change.slope;
    intercept += change.intercept;
    if (Math.abs(change.slope) + Math.abs(change.intercept) < CONVERGED) break;
  }
  return { slope, intercept };
}

/** How much each medium counts; live media and attacks a half each. */
function balancedWeights(media: readonly ScoredMedium[]): number[] {
  const groupOf = ({ attack, source }: ScoredMedium) => JSON.stringify([attack ?? null, source]);
  const sizes = countBy(media, groupOf);
  const shareOf = (size: number) => Math.min(1, size / MIN_FULL_WEIGHT);
  const kinds = new Map<string | undefined, number>();
  for (const group of new Set(media.map(groupOf))) {
    const kind: string | undefined = JSON.parse(group)[0] ?? undefined;
    kinds.set(kind, (kinds.get(kind) ?? 0) + shareOf(sizes.get(group) ?? 0));
  }
  // A kind as a whole weighs like the others, unless it has but a few media.
  const ofAttacks = [...kinds].reduce(
    (sum, [kind, weight]) => sum + (kind === undefined ? 0 : Math.min(1, weight)),
    0,
  );
  return media.map((medium) => {
    const size = sizes.get(groupOf(medium)) ?? 1;
    const ofKind = kinds.get(medium.attack) ?? 1;
    const kindShare = medium.attack === undefined ? 1 : Math.min(1, ofKind) / ofAttacks;
    return (0.5 * kindShare * shareOf(size)) / ofKind / size;
  });
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

interface Sample {
  x: number;
  target: number;
  weight: number;
}

/** One step of Newton's method on the weighted log-likelihood, halved until the likelihood does not fall. */
function newtonStep(samples: readonly Sample[], slope: number, intercept: number): SpoofingCalibration {
  let [g0, g1, h00, h01, h11] = [0, 0, 1e-12, 0, 1e-12];
  for (const { x, target, weight } of samples) {
    const chance = 1 / (1 + Math.exp(-(slope * x + intercept)));
    const error = weight * (target - chance);
    const curvature = weight * chance * (1 - chance);
    g0 += error;
    g1 += error * x;
    h00 += curvature;
    h01 += curvature * x;
    h11 += curvature * x * x;
  }
  const determinant = h00 * h11 - h01 * h01;
  let change = { intercept: (h11 * g0 - h01 * g1) / determinant, slope: (h00 * g1 - h01 * g0) / determinant };
  const before = logLikelihood(samples, slope, intercept);
  while (logLikelihood(samples, slope + change.slope, intercept + change.intercept) < before) {
    change = { slope: change.slope / 2, intercept: change.intercept / 2 };
    if (Math.abs(change.slope) + Math.abs(change.intercept) < CONVERGED) break;
  }
  return change;
}

function logLikelihood(samples: readonly Sample[], slope: number, intercept: number): number {
  return samples.reduce((sum, { x, target, weight }) => {
    const z = slope * x + intercept;
    // ln(1 + e^z) without overflow.
    const softplus = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    return sum + weight * (target * z - softplus);
  }, 0);
}
