import { textTable } from '../../scripts/report/text-table.ts';
import { CONTENDERS, TITLES, VIDEO_ONLY } from './contenders.ts';
import { bestPeer, type Row, ratioTo } from './row.ts';
import { isMet, type Target } from './targets.ts';

/** The table's cells, its header first. */
export function tableCells(rows: readonly Row[]): string[][] {
  const header = ['', ...CONTENDERS.map((name) => TITLES[name]), 'floor', '× best peer', '× floor'];
  return [
    header,
    ...rows.map((row) => [
      `${row.title}, ${row.unit}`,
      ...CONTENDERS.map((name) => figure(row.values[name])),
      figure(row.floor),
      figure(ratioTo(bestPeer(row), row)),
      figure(ratioTo(row.floor, row)),
    ]),
  ];
}

/** Rows for a reader who looks for one table. */
const BRIEF = [
  'transfer-brotli',
  'line',
  'small',
  'large',
  'group',
  'liveness',
  'search-100000',
  'memory-peak',
];

/** The cells of some rows: ours beside the peers that do all of it, without floors. */
export function briefCells(rows: readonly Row[]): string[][] {
  const names = CONTENDERS.filter((name) => !VIDEO_ONLY.includes(name));
  const some = BRIEF.map((id) => rows.find((row) => row.id === id)).filter((row) => row !== undefined);
  return [
    ['', ...names.map((name) => TITLES[name])],
    ...some.map((row) => [`${row.title}, ${row.unit}`, ...names.map((name) => figure(row.values[name]))]),
  ];
}

/** The targets' cells, their header first. */
export function targetCells(targets: readonly Target[]): string[][] {
  return [
    ['target', 'wanted', 'measured', ''],
    ...targets.map((target) => [
      target.text,
      'most' in target.limit ? `≤ ${target.limit.most}` : `≥ ${target.limit.least}`,
      figure(target.figure),
      { true: 'met', false: 'NOT MET', undefined: 'not measured' }[`${isMet(target)}`],
    ]),
  ];
}

/** For a terminal. */
export function asText(cells: readonly (readonly string[])[]): string {
  return textTable(cells, 'right').join('\n');
}

/** For a document. */
export function asMarkdown(cells: readonly (readonly string[])[]): string {
  const [header = [], ...rows] = cells;
  const rule = header.map((_, i) => (i === 0 ? '---' : '---:'));
  return [header, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Three digits are more than the measurement gives. */
export function figure(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return String(Number(value.toPrecision(3)));
}
