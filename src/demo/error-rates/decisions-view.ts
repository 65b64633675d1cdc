import { DEFAULT_DECISION_THRESHOLDS, type Decision } from '../../index.ts';
import { html } from '../dom.ts';
import { ratesAt } from './measured-rates.ts';
import { formatPercent } from './rate-words.ts';

const { operatorRequired, approved } = DEFAULT_DECISION_THRESHOLDS;

/** What becomes of strangers and of genuine people under the default thresholds. */
export function createDecisionsView(): HTMLElement {
  const [looked, accepted] = [ratesAt(operatorRequired), ratesAt(approved)];
  const rows: [Decision, string, string, number, number][] = [
    ['approved', 'Approved', `from ${approved.toFixed(2)}`, accepted.fmr.rate, 1 - accepted.fnmr.rate],
    [
      'operator_required',
      'A person should look',
      `from ${operatorRequired.toFixed(2)}`,
      looked.fmr.rate - accepted.fmr.rate,
      accepted.fnmr.rate - looked.fnmr.rate,
    ],
    ['declined', 'Declined', `below ${operatorRequired.toFixed(2)}`, 1 - looked.fmr.rate, looked.fnmr.rate],
  ];
  return html(
    'section',
    { class: 'rates-section', 'aria-labelledby': 'decisions-title' },
    html('h2', { id: 'decisions-title' }, 'What the engine decides by default'),
    html(
      'table',
      { class: 'rates-table' },
      html('thead', {}, html('tr', {}, ...['Decision', 'Score', 'Strangers', 'Genuine people'].map(column))),
      html(
        'tbody',
        {},
        ...rows.map(([decision, name, range, strangers, genuine]) =>
          html(
            'tr',
            { 'data-decision': decision },
            html('th', { scope: 'row' }, name),
            html('td', {}, range),
            html('td', {}, formatPercent(strangers)),
            html('td', {}, formatPercent(genuine)),
          ),
        ),
      ),
    ),
  );
}

function column(name: string): HTMLElement {
  return html('th', { scope: 'col' }, name);
}
