import { escapeXml } from '../escape-xml.ts';
import { type OperatingPoint, operatingPoint, type Similarities } from './error-rates.ts';

const SIZE = { width: 720, height: 520 };
const PLOT = { left: 84, top: 52, right: 696, bottom: 456 };
/** Points of the curve to each power of ten of the false match rate. */
const POINTS_A_DECADE = 40;
const LOWEST_FNMR = 1e-3;

/** Light and dark: the colours follow the reader's. */
const STYLE = `
  svg { --paper: #ffffff; --ink: #1f2933; --grid: #d5dbe1; --curve: #0b62c4; font: 14px system-ui, sans-serif }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #14181d; --ink: #e4e8ec; --grid: #39424c; --curve: #6cb2ff }
  }
  .paper { fill: var(--paper) } text { fill: var(--ink) } .title { font-size: 17px; font-weight: 600 }
  .grid { stroke: var(--grid) } .curve { stroke: var(--curve); stroke-width: 2.5; fill: none }
  .mark { fill: var(--curve) } .middle { text-anchor: middle } .end { text-anchor: end }`;

/** Decades from a power of ten to 1, e.g. -2 gives 0.01, 0.1, 1. */
function decades(lowest: number): number[] {
  return Array.from({ length: 1 - lowest }, (_, index) => 10 ** (lowest + index));
}

function percent(rate: number): string {
  return `${Number((rate * 100).toPrecision(3))} %`;
}

/** Operating points from one impostor pair's rate up to 1, equally far apart on a logarithmic axis. */
function curve(similarities: Similarities, lowest: number): OperatingPoint[] {
  const steps = -lowest * POINTS_A_DECADE;
  return Array.from({ length: steps }, (_, step) =>
    operatingPoint(10 ** (lowest + step / POINTS_A_DECADE), similarities),
  ).filter((point) => point !== undefined);
}

/**
 * The detection error trade-off as a standalone SVG: false non-match rate over false match rate, both axes
 * logarithmic, with the operating points given marked.
 */
export function detPlot(title: string, similarities: Similarities, marks: readonly OperatingPoint[]): string {
  // The lowest decade that one impostor pair can show; a plot needs at least one.
  const lowest = Math.min(-1, -Math.floor(Math.log10(similarities.impostor.length)));
  const lowestFnmr = Math.log10(LOWEST_FNMR);
  const x = (fmr: number) =>
    PLOT.right - ((PLOT.right - PLOT.left) * Math.max(Math.log10(fmr), lowest)) / lowest;
  const y = (fnmr: number) =>
    PLOT.top + ((PLOT.bottom - PLOT.top) * Math.log10(Math.max(fnmr, LOWEST_FNMR))) / lowestFnmr;
  const at = (point: OperatingPoint) => `${x(point.fmr).toFixed(1)},${y(point.fnmr).toFixed(1)}`;

  const columns = decades(lowest).map(
    (rate) => `<line class="grid" x1="${x(rate)}" x2="${x(rate)}" y1="${PLOT.top}" y2="${PLOT.bottom}"/>
  <text class="middle" x="${x(rate)}" y="${PLOT.bottom + 22}">${percent(rate)}</text>`,
  );
  const rows = decades(lowestFnmr).map(
    (rate) => `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(rate)}" y2="${y(rate)}"/>
  <text class="end" x="${PLOT.left - 10}" y="${y(rate) + 5}">${percent(rate)}</text>`,
  );
  const labels = marks.map(
    (mark) => `<circle class="mark" cx="${x(mark.fmr)}" cy="${y(mark.fnmr)}" r="5"/>
  <text x="${x(mark.fmr) + 9}" y="${y(mark.fnmr) - 9}">${percent(mark.fnmr)}</text>`,
  );
  const middleX = (PLOT.left + PLOT.right) / 2;
  const middleY = (PLOT.top + PLOT.bottom) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img">
  <title>${escapeXml(title)}</title>
  <style>${STYLE}</style>
  <rect class="paper" width="100%" height="100%"/>
  <text class="title" x="${PLOT.left}" y="30">${escapeXml(title)}</text>
  ${[...columns, ...rows].join('\n  ')}
  <polyline class="curve" points="${curve(similarities, lowest).map(at).join(' ')}"/>
  ${labels.join('\n  ')}
  <text class="middle" x="${middleX}" y="${PLOT.bottom + 50}">False match rate (FMR)</text>
  <text class="middle" transform="translate(22 ${middleY}) rotate(-90)">False non-match rate (FNMR)</text>
</svg>
`;
}
