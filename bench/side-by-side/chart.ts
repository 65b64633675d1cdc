import { escapeXml, svg } from '../../scripts/report/svg.ts';
import { CONTENDERS, type ContenderName, TITLES, VIDEO_ONLY } from './contenders.ts';
import type { Row } from './row.ts';
import { figure } from './table.ts';

const WIDTH = 760;
const BARS = { left: 24, longest: 560, thickness: 14, gap: 3 };
const TOP = 84;
const LEGEND_STEP = 150;

const STYLE = `
  svg { --soft: #5a6773; --a: #0b62c4; --b: #b45309; --c: #6b7280; --d: #9aa3ad; font: 13px system-ui, sans-serif }
  @media (prefers-color-scheme: dark) {
    svg { --soft: #a3aeb9; --a: #6cb2ff; --b: #f0a24b; --c: #98a2ad; --d: #66717c }
  }
  .soft { fill: var(--soft) } .row { font-weight: 600 }
  .a { fill: var(--a) } .b { fill: var(--b) } .c { fill: var(--c) } .d { fill: var(--d) }`;

const CLASSES: Record<ContenderName, string> = {
  'inpage-face': 'a',
  human: 'b',
  'face-api-ssd': 'c',
  'face-api-tiny': 'd',
  mediapipe: 'e',
};

/** Of the others there are rates alone. */
const TIMED = CONTENDERS.filter((name) => !VIDEO_ONLY.includes(name));

/** The rows of times as a standalone SVG: a group of bars each, the longest of a group as long as all others'. */
export function chart(title: string, subtitle: string, rows: readonly Row[]): string {
  let y = TOP;
  const groups = rows
    .filter(({ unit }) => unit === 'ms')
    .map((row) => {
      const bars = TIMED.filter((name) => row.values[name] !== undefined);
      const group = barGroup(row, bars, y);
      y += 24 + bars.length * (BARS.thickness + BARS.gap) + 14;
      return group;
    });
  const legend = TIMED.map((name, i) => {
    const x = BARS.left + i * LEGEND_STEP;
    return `<rect class="${CLASSES[name]}" x="${x}" y="54" width="12" height="12"/>
  <text x="${x + 18}" y="65">${TITLES[name]}</text>`;
  });
  return svg({
    width: WIDTH,
    height: y,
    title,
    titleAt: { x: BARS.left, y: 26 },
    style: STYLE,
    content: [
      `<text class="soft" x="${BARS.left}" y="44">${escapeXml(subtitle)}</text>`,
      ...legend,
      ...groups,
    ],
  });
}

function barGroup(row: Row, names: readonly ContenderName[], top: number): string {
  const longest = Math.max(...names.map((name) => row.values[name] ?? 0));
  const bars = names.map((name, i) => {
    const value = row.values[name] ?? 0;
    const y = top + 24 + i * (BARS.thickness + BARS.gap);
    const width = Math.max(1, (BARS.longest * value) / longest).toFixed(1);
    return `<rect class="${CLASSES[name]}" x="${BARS.left}" y="${y}" width="${width}" height="${BARS.thickness}"/>
  <text x="${BARS.left + Number(width) + 6}" y="${y + 11}">${figure(value)} ms <tspan class="soft">${TITLES[name]}</tspan></text>`;
  });
  return [`<text class="row" x="${BARS.left}" y="${top + 16}">${escapeXml(row.title)}</text>`, ...bars].join(
    '\n  ',
  );
}
