import { DEFAULT_DECISION_THRESHOLDS } from '../../index.ts';
import { type Chart, createChart, curve, dot, line, linear, logarithmic, type Pen, text } from '../chart.ts';
import { svg } from '../dom.ts';
import { type ErrorRates, type MeasuredRate, measuredRates, ratesAt } from './measured-rates.ts';
import { decades } from './rate-axis.ts';

const { operatorRequired, approved } = DEFAULT_DECISION_THRESHOLDS;

const BANDS = [
  { decision: 'declined', from: 0, to: operatorRequired, words: 'declined' },
  { decision: 'operator_required', from: operatorRequired, to: approved, words: 'a person looks' },
  { decision: 'approved', from: approved, to: 1, words: 'approved' },
] as const;

/** What the chart shows besides the curves. */
export interface ThresholdMarks {
  threshold: number;
  lastComparison: number | undefined;
}

/** Both error rates over the threshold, with the decisions' bands; the threshold moves where it is pressed. */
export function createThresholdChart(
  marks: () => ThresholdMarks,
  onThreshold: (score: number) => void,
): Chart {
  const chart = createChart({
    name: 'Error rates over the threshold: the higher it is, the fewer strangers pass and the more genuine people are asked again. The figures stand in the table below.',
    x: {
      label: 'threshold: accepted from this score on',
      place: linear(0, 1),
      ticks: [0, 0.25, operatorRequired, approved, 1].map((at) => ({ at, label: at.toFixed(2) })),
    },
    y: { label: 'decided wrongly', place: logarithmic(1e-6, 1), ticks: decades(-6) },
    left: 92,
    height: (width) => Math.min(420, Math.max(300, width * 0.46)),
    draw: (pen) => [...bands(pen), ...curves(pen), ...marked(pen, marks())],
  });
  followPointer(chart, onThreshold);
  return chart;
}

function bands(pen: Pen): SVGElement[] {
  return BANDS.flatMap(({ decision, from, to, words }) => {
    const [x, width] = [pen.x(from), pen.x(to) - pen.x(from)];
    const height = pen.bottom - pen.top;
    const band = svg('rect', {
      class: 'chart-band',
      'data-decision': decision,
      x,
      y: pen.top,
      width,
      height,
    });
    return pen.roomy ? [band, text('chart-band-name is-middle', x + width / 2, pen.top - 8, words)] : [band];
  });
}

function curves(pen: Pen): SVGElement[] {
  return (['fmr', 'fnmr'] as const).map((kind) =>
    // No error is no point on an axis of factors: a curve ends where the sample has none left.
    curve(
      `is-${kind}`,
      measuredRates.filter((rates) => rates[kind].errors > 0).map((rates) => placed(pen, rates, kind)),
    ),
  );
}

function marked(pen: Pen, { threshold, lastComparison }: ThresholdMarks): SVGElement[] {
  const rates = ratesAt(threshold);
  const x = pen.x(threshold);
  return [
    ...(lastComparison === undefined ? [] : comparison(pen, lastComparison)),
    line('chart-threshold', x, pen.top, x, pen.bottom),
    ...(['fmr', 'fnmr'] as const)
      .filter((kind) => rates[kind].errors > 0)
      .map((kind) => dot(`is-${kind}`, ...placed(pen, rates, kind))),
  ];
}

function comparison(pen: Pen, score: number): SVGElement[] {
  const x = pen.x(score);
  const name = text(
    `chart-comparison-name ${score > 0.5 ? 'is-end' : ''}`,
    x + (score > 0.5 ? -7 : 7),
    pen.bottom - 10,
    'your last comparison',
  );
  return [line('chart-comparison', x, pen.top, x, pen.bottom), name];
}

function placed(pen: Pen, rates: ErrorRates, kind: 'fmr' | 'fnmr'): [number, number] {
  const { rate }: MeasuredRate = rates[kind];
  return [pen.x(rates.score), pen.y(rate)];
}

function followPointer({ root, shareAt }: Chart, onThreshold: (score: number) => void): void {
  root.classList.add('is-draggable');
  root.addEventListener('pointerdown', (event) => {
    root.setPointerCapture(event.pointerId);
    onThreshold(shareAt(event.clientX));
  });
  root.addEventListener('pointermove', (event) => {
    if (root.hasPointerCapture(event.pointerId)) onThreshold(shareAt(event.clientX));
  });
}
