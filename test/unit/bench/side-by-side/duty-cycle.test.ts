import { describe, expect, test } from 'vitest';
import { DutyCycle } from '../../../../bench/side-by-side/duty-cycle.ts';

/** The share of the time that something runs whose timers are late by so much, in milliseconds. */
function shareWith(cycle: DutyCycle, lateness: () => number): number {
  let [ran, stood] = [0, 0];
  for (let turn = 0; turn < 1000; turn++) {
    const run = cycle.toRun + lateness();
    cycle.ran(run);
    ran += run;
    const stand = cycle.toStand + lateness();
    cycle.stood(stand);
    stood += stand;
  }
  return ran / (ran + stood);
}

describe('a duty cycle', () => {
  test('has something stand still for three times as long as it ran, for a quarter', () => {
    const cycle = new DutyCycle(1 / 4);
    expect(cycle.toStand).toBe(0);
    cycle.ran(4);
    expect(cycle.toStand).toBeCloseTo(12, 6);
  });

  test('keeps its share with timers that are late', () => {
    let turns = 0;
    const lateness = () => [0, 1.3, 0.2, 9][turns++ % 4] ?? 0;
    expect(shareWith(new DutyCycle(1 / 4), lateness)).toBeCloseTo(1 / 4, 2);
    expect(shareWith(new DutyCycle(1 / 2), () => 3)).toBeCloseTo(1 / 2, 2);
  });

  test('makes up for no more than a moment when the whole machine stood still', () => {
    const cycle = new DutyCycle(1 / 4);
    cycle.ran(600_000);
    expect(cycle.toStand).toBeLessThan(1000);
    cycle.stood(600_000);
    expect(cycle.toRun).toBeLessThan(1000);
  });
});
