import { html } from '../dom.ts';
import { errorRateTable, measuredRates } from './measured-rates.ts';
import { formatCount, formatPercent } from './rate-words.ts';

/** Rows between two that are shown: 0.05 of the score. */
const EVERY = 10;

/** The curves as a table, for those who read rather than look. */
export function createRateTable(): HTMLElement {
  const { impostorPairs, genuinePairs } = errorRateTable.sample;
  return html(
    'details',
    { class: 'rates-section' },
    html('summary', {}, 'The same figures as a table'),
    html(
      'table',
      { class: 'rates-table' },
      html(
        'caption',
        {},
        `Errors among ${formatCount(impostorPairs)} pairs of different people and ${formatCount(genuinePairs)} pairs of one person.`,
      ),
      html(
        'thead',
        {},
        html(
          'tr',
          {},
          ...['Threshold', 'Similarity', 'False matches', 'False non-matches'].map((name) =>
            html('th', { scope: 'col' }, name),
          ),
        ),
      ),
      html(
        'tbody',
        {},
        ...measuredRates
          .filter((_, index) => index % EVERY === 0)
          .map(({ score, similarity, fmr, fnmr }) =>
            html(
              'tr',
              {},
              html('th', { scope: 'row' }, score.toFixed(2)),
              html('td', {}, similarity.toFixed(3)),
              html('td', {}, counted(fmr)),
              html('td', {}, counted(fnmr)),
            ),
          ),
      ),
    ),
  );
}

function counted({ errors, rate }: { errors: number; rate: number }): string {
  return errors === 0 ? '0' : `${formatCount(errors)} (${formatPercent(rate)})`;
}
