import { attackChance } from '../../src/vision/spoofing-score.ts';
import { escapeXml } from '../escape-xml.ts';
import { DEFAULT_THRESHOLD, type LabelledScore } from './evaluate-scores.ts';
import type { PadEvaluation } from './report.ts';

const SIZE = { width: 720, height: 520 };
const PLOT = { left: 60, top: 84, right: 660, bottom: 456 };

/** Raw log-odds shown; the model's adapter gives none beyond. */
const RANGE = 15;
const BIN = 0.5;

/** Light and dark: the colours follow the reader's. */
const STYLE = `
  svg { --paper: #ffffff; --ink: #1f2933; --grid: #d5dbe1; --live: #0b7a4b; --attack: #c2410c; --curve: #0b62c4;
    font: 14px system-ui, sans-serif }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #14181d; --ink: #e4e8ec; --grid: #39424c; --live: #4ade9b; --attack: #fb923c; --curve: #6cb2ff }
  }
  .paper { fill: var(--paper) } text { fill: var(--ink) } .title { font-size: 17px; font-weight: 600 }
  .grid { stroke: var(--grid) } .curve { stroke: var(--curve); stroke-width: 2.5; fill: none }
  .threshold { stroke: var(--ink); stroke-dasharray: 5 4 } .middle { text-anchor: middle } .end { text-anchor: end }
  .live { fill: var(--live); fill-opacity: 0.65 } .attack { fill: var(--attack); fill-opacity: 0.65 }`;

/**
 * A standalone SVG: how the raw log-odds of live samples and of attacks lie, the chance of an attack that the
 * calibration makes of them, and where the default threshold stands.
 */
export function padPlot(evaluation: PadEvaluation, scores: readonly LabelledScore[]): string {
  const { calibration } = evaluation;
  const x = (logOdds: number) => PLOT.left + ((logOdds + RANGE) / (2 * RANGE)) * (PLOT.right - PLOT.left);
  const y = (share: number) => PLOT.bottom - share * (PLOT.bottom - PLOT.top);
  const live = histogram(scores.filter(({ attack }) => attack === undefined));
  const attacks = histogram(scores.filter(({ attack }) => attack !== undefined));
  const tallest = Math.max(...live, ...attacks);
  const bars = (name: string, shares: readonly number[]) =>
    shares.flatMap((share, bin) => {
      if (share === 0) return [];
      const [left, top] = [x(bin * BIN - RANGE), y(share / tallest)];
      const width = x(BIN - RANGE) - x(-RANGE);
      return `<rect class="${name}" x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(PLOT.bottom - top)}"/>`;
    });
  const curve = Array.from({ length: 121 }, (_, step) => {
    const logOdds = -RANGE + step * (RANGE / 60);
    return `${round(x(logOdds))},${round(y(attackChance(logOdds, calibration)))}`;
  });
  const boundary = x(
    (Math.log(DEFAULT_THRESHOLD / (1 - DEFAULT_THRESHOLD)) - calibration.intercept) / calibration.slope,
  );
  const columns = [-15, -10, -5, 0, 5, 10, 15].map(
    (value) => `<line class="grid" x1="${x(value)}" x2="${x(value)}" y1="${PLOT.top}" y2="${PLOT.bottom}"/>
  <text class="middle" x="${x(value)}" y="${PLOT.bottom + 22}">${value}</text>`,
  );
  const chances = [0, 0.5, 1].map(
    (value) => `<text x="${PLOT.right + 10}" y="${y(value) + 5}">${value}</text>`,
  );
  const title = `Model pack ${evaluation.pack}: ${scores.length} samples`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img">
  <title>${escapeXml(title)}</title>
  <style>${STYLE}</style>
  <rect class="paper" width="100%" height="100%"/>
  <text class="title" x="${PLOT.left}" y="30">${escapeXml(title)}</text>
  <rect class="live" x="${PLOT.left}" y="48" width="14" height="14"/><text x="${PLOT.left + 20}" y="60">live</text>
  <rect class="attack" x="${PLOT.left + 80}" y="48" width="14" height="14"/><text x="${PLOT.left + 100}" y="60">attacks</text>
  <line class="curve" x1="${PLOT.left + 190}" x2="${PLOT.left + 216}" y1="55" y2="55"/>
  <text x="${PLOT.left + 224}" y="60">calibrated chance of an attack (right axis)</text>
  ${[...columns, ...chances, ...bars('live', live), ...bars('attack', attacks)].join('\n  ')}
  <polyline class="curve" points="${curve.join(' ')}"/>
  <line class="threshold" x1="${round(boundary)}" x2="${round(boundary)}" y1="${PLOT.top}" y2="${PLOT.bottom}"/>
  <text class="middle" x="${round(boundary)}" y="${PLOT.top - 8}">threshold ${DEFAULT_THRESHOLD}</text>
  <text class="middle" x="${(PLOT.left + PLOT.right) / 2}" y="${SIZE.height - 16}">raw log-odds of an attack, as the model gives them</text>
</svg>
`;
}

/** Shares of the samples in each bin. */
function histogram(scores: readonly LabelledScore[]): number[] {
  const bins = new Array<number>((2 * RANGE) / BIN).fill(0);
  for (const { logOdds } of scores) {
    const bin = Math.min(bins.length - 1, Math.max(0, Math.floor((logOdds + RANGE) / BIN)));
    bins[bin] = (bins[bin] ?? 0) + 1 / scores.length;
  }
  return bins;
}

function round(value: number): string {
  return value.toFixed(1);
}
