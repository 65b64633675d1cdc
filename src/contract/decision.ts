import type { Decision } from './wire.ts';

/** Scores at which the decision changes; each stands at a false match rate, see the calibration. */
export interface DecisionThresholds {
  /** From this score on the decision is `approved`. */
  approved: number;
  /** From this score on, below `approved`, it is `operator_required`; below it is `declined`. */
  operatorRequired: number;
}

/** The thresholds of an engine that is given none: FMR 1e-4 approves, FMR 1e-2 asks a person. */
export const DEFAULT_DECISION_THRESHOLDS: Readonly<DecisionThresholds> = {
  approved: 0.85,
  operatorRequired: 0.5,
};

/** @throws {TypeError} if a threshold is not within 0 to 1 or they stand in the wrong order. */
export function checkDecisionThresholds(thresholds: DecisionThresholds): DecisionThresholds {
  const { approved, operatorRequired } = thresholds;
  for (const [name, value] of Object.entries({ approved, operatorRequired })) {
    if (!(value >= 0 && value <= 1)) throw new TypeError(`thresholds.${name} must be a number from 0 to 1`);
  }
  if (operatorRequired > approved) {
    throw new TypeError('thresholds.operatorRequired must not exceed thresholds.approved');
  }
  return thresholds;
}

/** What a comparison score suggests under the thresholds. */
export function decide(score: number, thresholds: DecisionThresholds): Decision {
  if (score >= thresholds.approved) return 'approved';
  return score >= thresholds.operatorRequired ? 'operator_required' : 'declined';
}
