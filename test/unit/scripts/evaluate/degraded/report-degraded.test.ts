import { expect, test } from 'vitest';
import type { DegradedRates } from '../../../../../scripts/evaluate/degraded/evaluate-degraded.ts';
import { formatDegraded } from '../../../../../scripts/evaluate/degraded/report-degraded.ts';

const rates = (fnmr: number, fmr: number) => ({
  genuinePairs: 2,
  impostorPairs: 30,
  fnmr: { operatorRequired: fnmr, approved: 2 * fnmr },
  fmr: { operatorRequired: fmr, approved: fmr / 10 },
});

test('the table says what was lost by which code, and all rates; a dash where there is none', () => {
  const rows: DegradedRates[] = [
    {
      kind: 'none',
      severity: '',
      lost: {},
      againstClean: rates(0, 0.01),
      amongThemselves: rates(0, 0.01),
      approvedInterval: [0, 0.002],
    },
    {
      kind: 'blur',
      severity: 'strong',
      lost: { 'BPE-003002': 3 },
      againstClean: rates(0.1, 0.02),
      amongThemselves: rates(Number.NaN, 0.5),
      approvedInterval: [Number.NaN, Number.NaN],
    },
  ];
  const cells = formatDegraded(10, rows)
    .split('\n')
    .slice(3)
    .map((line) => line.split(/ {2,}/));
  expect(cells).toEqual([
    [
      'none',
      '-',
      '0.00 %',
      '0.00 %',
      '1.00 %',
      '0.10 %',
      '0.00 %',
      '0.00 %',
      '1.00 %',
      '0.10 %',
      '0.00 % to 0.20 %',
    ],
    [
      'blur',
      'strong',
      'BPE-003002 30.0 %',
      '10.00 %',
      '20.00 %',
      '2.00 %',
      '0.20 %',
      '-',
      '-',
      '50.00 %',
      '5.00 %',
      '-',
    ],
  ]);
});
