import { attackChance } from '../../src/vision/spoofing-score.ts';
import { PLOT_STYLE, svg } from '../report/svg.ts';
import { DEFAULT_THRESHOLD, type LabelledScore } from './evaluate-scores.ts';
import type { PadEvaluation } from './report.ts';

const SIZE = { width: 720, height: 520 };
const PLOT = { left: 60, top: 84, right: 660, bottom: 456 };

/** Raw log-odds shown; the model's adapter gives none beyond. */
const RANGE = 15;
const BIN = 0.5;

const STYLE = `${PLOT_STYLE}
  svg { --live: #0b7a4b; --attack: #c2410c }
  @media (prefers-color-scheme: dark) { svg { --live: #4ade9b; --attack: #fb923c } }
  .threshold { stroke: var(--ink); stroke-dasharray: 5 4 }
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
  const legend = `<rect class="live" x="${PLOT.left}" y="48" width="14" height="14"/><text x="${PLOT.left + 20}" y="60">live</text>
  <rect class="attack" x="${PLOT.left + 80}" y="48" width="14" height="14"/><text x="${PLOT.left + 100}" y="60">attacks</text>
  <line class="curve" x1="${PLOT.left + 190}" x2="${PLOT.left + 216}" y1="55" y2="55"/>
  <text x="${PLOT.left + 224}" y="60">calibrated chance of an attack (right axis)</text>`;
  return svg({
    ...SIZE,
    title: `Model pack ${evaluation.pack}: ${scores.length} samples`,
    titleAt: { x: PLOT.left, y: 30 },
    style: STYLE,
    content: [
      legend,
      ...columns,
      ...chances,
      ...bars('live', live),
      ...bars('attack', attacks),
      `<polyline class="curve" points="${curve.join(' ')}"/>`,
      `<line class="threshold" x1="${round(boundary)}" x2="${round(boundary)}" y1="${PLOT.top}" y2="${PLOT.bottom}"/>`,
      `<text class="middle" x="${round(boundary)}" y="${PLOT.top - 8}">threshold ${DEFAULT_THRESHOLD}</text>`,
      `<text class="middle" x="${(PLOT.left + PLOT.right) / 2}" y="${SIZE.height - 16}">raw log-odds of an attack, as the model gives them</text>`,
    ],
  });
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
