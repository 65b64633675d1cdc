import { type CompareResponse, DEFAULT_DECISION_THRESHOLDS, type Decision } from '../../index.ts';
import { html } from '../dom.ts';

const { operatorRequired, approved } = DEFAULT_DECISION_THRESHOLDS;

/** What each part of the scale means; the rates are those the default thresholds are calibrated to. */
const ZONES: readonly { decision: Decision; name: string; range: string; meaning: string }[] = [
  {
    decision: 'declined',
    name: 'Declined',
    range: `below ${operatorRequired.toFixed(2)}`,
    meaning: 'Most pairs of different people score here.',
  },
  {
    decision: 'operator_required',
    name: 'A person should look',
    range: `from ${operatorRequired.toFixed(2)}`,
    meaning: 'About one pair of different people in 100 scores this high.',
  },
  {
    decision: 'approved',
    name: 'Approved',
    range: `from ${approved.toFixed(2)}`,
    meaning: 'About one pair of different people in 10,000 scores this high.',
  },
];

/** The scale from 0 to 1 with both thresholds, what they mean, and a mark at the score. */
export interface ScoreScale {
  root: HTMLElement;
  show(result: CompareResponse | undefined): void;
}

export function createScoreScale(): ScoreScale {
  const mark = html('div', { class: 'scale-mark', hidden: true });
  const track = html(
    'div',
    { class: 'scale-track', 'aria-hidden': 'true' },
    ...ZONES.map(({ decision }) => html('div', { class: 'scale-zone', 'data-decision': decision })),
    mark,
  );
  const ticks = html(
    'div',
    { class: 'scale-ticks', 'aria-hidden': 'true' },
    tick(0, '0'),
    tick(operatorRequired, operatorRequired.toFixed(2), 'FMR 1 in 100'),
    tick(approved, approved.toFixed(2), 'FMR 1 in 10,000'),
    tick(1, '1'),
  );
  const legend = ZONES.map(({ decision, name, range, meaning }) =>
    html(
      'li',
      { 'data-decision': decision },
      html('p', { class: 'legend-name' }, html('strong', {}, name), html('span', {}, range)),
      html('p', {}, meaning),
    ),
  );
  const root = html(
    'div',
    { class: 'scale' },
    track,
    ticks,
    html('ul', { class: 'scale-legend' }, ...legend),
    html(
      'p',
      { class: 'scale-note' },
      'FMR, the false match rate, is the share of pairs of different people that reach a score.',
    ),
  );
  root.style.setProperty('--operator-required-at', String(operatorRequired));
  root.style.setProperty('--approved-at', String(approved));

  return {
    root,
    show(result) {
      mark.hidden = !result;
      for (const entry of legend)
        entry.classList.toggle('is-current', entry.dataset.decision === result?.decision);
      if (!result) return;
      mark.style.setProperty('--score', String(result.score));
      mark.dataset.decision = result.decision;
    },
  };
}

function tick(at: number, value: string, rate?: string): HTMLElement {
  const entry = html(
    'div',
    { class: 'scale-tick' },
    html('span', {}, value),
    rate ? html('small', {}, rate) : undefined,
  );
  entry.style.setProperty('--at', String(at));
  return entry;
}
