import { percent } from '../../report/percent.ts';
import { textTable } from '../../report/text-table.ts';
import { rateCell } from '../decision-columns.ts';
import type { DecisionRates } from '../decision-rates.ts';
import type { DegradedRates } from './evaluate-degraded.ts';

const HEADER = [
  'Degraded by',
  '',
  'lost',
  'against clean: FNMR 0.50',
  '0.85',
  'FMR 0.50',
  '0.85',
  'against each other: FNMR 0.50',
  '0.85',
  'FMR 0.50',
  '0.85',
  '95 %',
];

/** The table of what degradations do, for a terminal. */
export function formatDegraded(pictures: number, rows: readonly DegradedRates[]): string {
  const table = rows.map(
    ({ kind, severity, lost, againstClean, amongThemselves, approvedInterval: [low, high] }) => [
      kind,
      severity,
      Object.entries(lost)
        .map(([code, count]) => `${code} ${percent(count / pictures, 1)}`)
        .join(', ') || '-',
      ...figures(againstClean),
      ...figures(amongThemselves),
      Number.isNaN(low) ? '-' : `${percent(low)} to ${percent(high)}`,
    ],
  );
  const counts = rows[0]?.amongThemselves;
  return [
    `${pictures} pictures with one face, ${counts?.genuinePairs} genuine and ${counts?.impostorPairs} impostor pairs of each kind; FNMR and FMR of those that gave a template, at the scores of operator_required and approved; 95 %: of the last FMR, by resampling people`,
    '',
    ...textTable([HEADER, ...table]),
  ].join('\n');
}

function figures({ fnmr, fmr }: DecisionRates): string[] {
  return [fnmr.operatorRequired, fnmr.approved, fmr.operatorRequired, fmr.approved].map(rateCell);
}
