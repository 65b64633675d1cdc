import type { SpoofingCalibration } from '../../src/runtime/model-manifest.ts';

/** A medium's raw log-odds and its truth. */
export interface ScoredMedium {
  logOdds: number;
  attack: boolean;
}

const STEPS = 100;

/** A step shorter than this changes no score in its sixth digit. */
const CONVERGED = 1e-9;

/**
 * Fits the chance of an attack to raw log-odds by logistic regression with Platt's smoothed targets
 * (Platt 1999): perfectly separated classes have no finite fit without them. Both classes weigh the same, however
 * many samples each has, so that the calibrated 0.5 is where an attack is as likely as not for either.
 */
export function fitCalibration(media: readonly ScoredMedium[]): SpoofingCalibration {
  const attacks = media.filter(({ attack }) => attack).length;
  const live = media.length - attacks;
  if (attacks === 0 || live === 0) throw new Error('A calibration needs live samples and attacks');
  const samples = media.map(({ logOdds, attack }) => ({
    x: logOdds,
    target: attack ? (attacks + 1) / (attacks + 2) : 1 / (live + 2),
    weight: attack ? 0.5 / attacks : 0.5 / live,
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
