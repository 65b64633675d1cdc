import { type Chart, createChart, curve, dot, logarithmic } from '../chart.ts';
import { type ErrorRates, measuredRates, ratesAt } from './measured-rates.ts';
import { decades } from './rate-axis.ts';

/** The lowest rates shown: one error among the sample's pairs lies little above. */
const LOWEST = { fmr: -6, fnmr: -3 };

/** The detection error trade-off: one error rate over the other, with the threshold's place on the curve. */
export function createTradeOffChart(threshold: () => number): Chart {
  return createChart({
    name: 'Detection error trade-off: the fewer strangers pass, the more genuine people are asked again.',
    x: {
      label: 'strangers who pass (FMR)',
      place: logarithmic(10 ** LOWEST.fmr, 1),
      ticks: decades(LOWEST.fmr)
        .filter((_, index) => index % 2 === 0)
        .map(({ at, label }) => ({ at, label: label.replace(/^1 in 1,000,000$/, '1 in 1 M') })),
    },
    y: {
      label: 'genuine people asked again (FNMR)',
      place: logarithmic(10 ** LOWEST.fnmr, 1),
      ticks: decades(LOWEST.fnmr),
    },
    left: 68,
    height: () => 300,
    draw: (pen) => {
      const place = ({ fmr, fnmr }: ErrorRates): [number, number] => [pen.x(fmr.rate), pen.y(fnmr.rate)];
      const both = measuredRates.filter(({ fmr, fnmr }) => fmr.errors > 0 && fnmr.errors > 0);
      return [curve('is-trade-off', both.map(place)), dot('is-threshold', ...place(ratesAt(threshold())))];
    },
  });
}
