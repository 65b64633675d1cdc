import { describe, expect, test } from 'vitest';
import {
  checkDecisionThresholds,
  DEFAULT_DECISION_THRESHOLDS,
  decide,
} from '../../../src/contract/decision.ts';

describe('decide', () => {
  test.each([
    [1, 'approved'],
    [0.85, 'approved'],
    [0.8499, 'operator_required'],
    [0.5, 'operator_required'],
    [0.4999, 'declined'],
    [0, 'declined'],
  ])('a score of %d is %s by default', (score, decision) => {
    expect(decide(score, DEFAULT_DECISION_THRESHOLDS)).toBe(decision);
  });
});

describe('checkDecisionThresholds', () => {
  test('accepts thresholds in order, and equal ones', () => {
    expect(checkDecisionThresholds({ approved: 0.7, operatorRequired: 0.7 })).toEqual({
      approved: 0.7,
      operatorRequired: 0.7,
    });
  });

  test.each([
    [{ approved: 1.1, operatorRequired: 0.5 }, 'approved'],
    [{ approved: 0.85, operatorRequired: -0.1 }, 'operatorRequired'],
    [{ approved: Number.NaN, operatorRequired: 0.5 }, 'approved'],
    [{ approved: 0.4, operatorRequired: 0.5 }, 'must not exceed'],
  ])('refuses %j and says why', (thresholds, reason) => {
    expect(() => checkDecisionThresholds(thresholds)).toThrow(TypeError);
    expect(() => checkDecisionThresholds(thresholds)).toThrow(reason);
  });
});
