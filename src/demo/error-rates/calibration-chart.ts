import { type Chart, createChart, curve, dot, line, linear } from '../chart.ts';
import { measuredRates, ratesAt } from './measured-rates.ts';

/** The similarities shown: hardly a pair of faces lies below. */
const LOWEST = -0.2;

/** How the similarity of two templates becomes a score. */
export function createCalibrationChart(threshold: () => number): Chart {
  return createChart({
    name: 'Calibration: the score rises with the similarity of two templates, by straight lines.',
    x: {
      label: 'similarity (cosine)',
      place: linear(LOWEST, 1),
      ticks: [-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => ({ at, label: at.toFixed(1) })),
    },
    y: {
      label: 'score',
      place: linear(0, 1),
      ticks: [0, 0.5, 0.85, 1].map((at) => ({ at, label: at.toFixed(2) })),
    },
    left: 44,
    height: () => 300,
    draw: (pen) => {
      const { similarity, score } = ratesAt(threshold());
      const [x, y] = [pen.x(similarity), pen.y(score)];
      const shown = measuredRates.filter((rates) => rates.similarity >= LOWEST);
      return [
        line('chart-threshold', pen.left, y, x, y),
        line('chart-threshold', x, y, x, pen.bottom),
        curve(
          'is-trade-off',
          shown.map((rates) => [pen.x(rates.similarity), pen.y(rates.score)] as const),
        ),
        dot('is-threshold', x, y),
      ];
    },
  });
}
