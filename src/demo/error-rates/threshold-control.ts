import { DEFAULT_DECISION_THRESHOLDS } from '../../index.ts';
import { html } from '../dom.ts';
import { SCORE_STEP } from './measured-rates.ts';

/** Where a person sets the threshold: slider, number, buttons for the places of note. */
export interface ThresholdControl {
  root: HTMLElement;
  /** @param words What the threshold means, for a screen reader. */
  show(threshold: number, words: string): void;
  /** Offers the score of the last comparison. */
  offer(score: number): void;
}

export function createThresholdControl(onThreshold: (score: number) => void): ThresholdControl {
  const range = { min: 0, max: 1, step: SCORE_STEP };
  const slider = html('input', { type: 'range', class: 'rates-slider', 'aria-label': 'Threshold', ...range });
  const number = html('input', { type: 'number', class: 'rates-number', inputmode: 'decimal', ...range });
  const comparison = preset('Your last comparison', () => onThreshold(last));
  comparison.hidden = true;
  let last = 0;
  const { operatorRequired, approved } = DEFAULT_DECISION_THRESHOLDS;

  slider.addEventListener('input', () => onThreshold(slider.valueAsNumber));
  number.addEventListener('change', () => {
    if (Number.isFinite(number.valueAsNumber)) onThreshold(number.valueAsNumber);
  });

  return {
    root: html(
      'div',
      { class: 'rates-control' },
      html('div', { class: 'rates-threshold' }, html('label', {}, 'Accept from score', number), slider),
      html(
        'div',
        { class: 'rates-presets' },
        preset(`A person looks: ${operatorRequired.toFixed(2)}`, () => onThreshold(operatorRequired)),
        preset(`Approved: ${approved.toFixed(2)}`, () => onThreshold(approved)),
        comparison,
      ),
    ),
    show(threshold, words) {
      slider.value = String(threshold);
      slider.setAttribute('aria-valuetext', `${threshold.toFixed(3)}. ${words}`);
      number.value = threshold.toFixed(3);
    },
    offer(score) {
      // The step below it: at a threshold above its score the comparison itself would fail.
      last = Math.floor(score / SCORE_STEP + 1e-9) * SCORE_STEP;
      comparison.hidden = false;
    },
  };
}

function preset(words: string, onClick: () => void): HTMLButtonElement {
  const button = html('button', { type: 'button', class: 'button' }, words);
  button.addEventListener('click', onClick);
  return button;
}
