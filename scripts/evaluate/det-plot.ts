import { PLOT_STYLE, svg } from '../report/svg.ts';
import { type OperatingPoint, operatingPoint, type Similarities } from './error-rates.ts';

const SIZE = { width: 720, height: 520 };
const PLOT = { left: 84, top: 52, right: 696, bottom: 456 };
/** Points of the curve to each power of ten of the false match rate. */
const POINTS_A_DECADE = 40;
const LOWEST_FNMR = 1e-3;

const STYLE = `${PLOT_STYLE}
  .mark { fill: var(--curve) }`;

/** Decades from a power of ten to 1, e.g. -2 gives 0.01, 0.1, 1. */
function decades(lowest: number): number[] {
  return Array.from({ length: 1 - lowest }, (_, index) => 10 ** (lowest + index));
}

function axisPercent(rate: number): string {
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
  <text class="middle" x="${x(rate)}" y="${PLOT.bottom + 22}">${axisPercent(rate)}</text>`,
  );
  const rows = decades(lowestFnmr).map(
    (rate) => `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(rate)}" y2="${y(rate)}"/>
  <text class="end" x="${PLOT.left - 10}" y="${y(rate) + 5}">${axisPercent(rate)}</text>`,
  );
  const labels = marks.map(
    (mark) => `<circle class="mark" cx="${x(mark.fmr)}" cy="${y(mark.fnmr)}" r="5"/>
  <text x="${x(mark.fmr) + 9}" y="${y(mark.fnmr) - 9}">${axisPercent(mark.fnmr)}</text>`,
  );
  const middleX = (PLOT.left + PLOT.right) / 2;
  const middleY = (PLOT.top + PLOT.bottom) / 2;
  return svg({
    ...SIZE,
    title,
    titleAt: { x: PLOT.left, y: 30 },
    style: STYLE,
    content: [
      ...columns,
      ...rows,
      `<polyline class="curve" points="${curve(similarities, lowest).map(at).join(' ')}"/>`,
      ...labels,
      `<text class="middle" x="${middleX}" y="${PLOT.bottom + 50}">False match rate (FMR)</text>`,
      `<text class="middle" transform="translate(22 ${middleY}) rotate(-90)">False non-match rate (FNMR)</text>`,
    ],
  });
}
