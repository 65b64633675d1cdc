import { DEFAULT_DECISION_THRESHOLDS } from '../../index.ts';
import { keepInAddress, stateInAddress } from '../address-state.ts';
import { html } from '../dom.ts';
import { watchComparisons } from '../last-comparison.ts';
import type { DemoTab } from '../tabs.ts';
import { createBadPicturesView } from './bad-pictures-view.ts';
import { createCalibrationChart } from './calibration-chart.ts';
import { createComparisonNote } from './comparison-note.ts';
import { createDecisionsView } from './decisions-view.ts';
import { createMeaningView, genuineWords, strangerWords } from './meaning-view.ts';
import { ratesAt, SCORE_STEP } from './measured-rates.ts';
import { createRateTable } from './rate-table-view.ts';
import { createSampleView } from './sample-view.ts';
import { createThresholdChart } from './threshold-chart.ts';
import { createThresholdControl } from './threshold-control.ts';
import { createTradeOffChart } from './trade-off-chart.ts';

const ID = 'how-sure';

/** How often the engine is wrong, at a threshold that a person moves; the address keeps it. */
export const errorRatesTab: DemoTab = { id: ID, label: 'How sure is it', mount };

function mount(panel: HTMLElement): void {
  let threshold = DEFAULT_DECISION_THRESHOLDS.approved;
  let lastComparison: number | undefined;
  const control = createThresholdControl(setThreshold);
  const meaning = createMeaningView();
  const note = createComparisonNote();
  const overThreshold = createThresholdChart(() => ({ threshold, lastComparison }), setThreshold);
  const tradeOff = createTradeOffChart(() => threshold);
  const calibration = createCalibrationChart(() => threshold);

  function setThreshold(score: number): void {
    const steps = Math.round(score / SCORE_STEP);
    threshold = Math.min(1, Math.max(0, steps * SCORE_STEP));
    keepInAddress(ID, threshold.toFixed(3));
    show();
  }

  function readAddress(): void {
    const score = Number.parseFloat(stateInAddress(ID) ?? '');
    if (Number.isFinite(score)) setThreshold(score);
  }

  function show(): void {
    const rates = ratesAt(threshold);
    control.show(threshold, `${strangerWords(rates)} ${genuineWords(rates)}`);
    meaning.show(rates);
    for (const chart of [overThreshold, tradeOff, calibration]) chart.redraw();
  }

  panel.append(
    html(
      'div',
      { class: 'intro' },
      html('h1', {}, 'How sure is it?'),
      html(
        'p',
        {},
        'A comparison gives a score, and a threshold makes it a yes or a no. Move the threshold and see who would be decided wrongly.',
      ),
    ),
    html(
      'div',
      { class: 'rates-card' },
      control.root,
      meaning.root,
      html('h2', { class: 'rates-chart-title' }, 'Errors over the threshold'),
      legend(),
      overThreshold.root,
      note.root,
    ),
    html(
      'div',
      { class: 'rates-columns' },
      figure('What one error costs of the other', tradeOff.root),
      figure('From similarity to score', calibration.root),
    ),
    createDecisionsView(),
    createBadPicturesView(),
    createSampleView(),
    createRateTable(),
  );
  watchComparisons((score) => {
    lastComparison = score;
    control.offer(score);
    note.show(score);
    overThreshold.redraw();
  });
  show();
  readAddress();
  addEventListener('hashchange', readAddress);
}

function legend(): HTMLElement {
  return html(
    'ul',
    { class: 'chart-legend', 'aria-hidden': 'true' },
    html('li', { class: 'is-fmr' }, 'strangers who pass'),
    html('li', { class: 'is-fnmr' }, 'genuine people asked again'),
  );
}

function figure(title: string, chart: HTMLElement): HTMLElement {
  return html('section', { class: 'rates-card' }, html('h2', { class: 'rates-chart-title' }, title), chart);
}
