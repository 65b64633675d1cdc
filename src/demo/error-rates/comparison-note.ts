import { html } from '../dom.ts';
import { formatScore } from '../format.ts';
import { ratesAt } from './measured-rates.ts';
import { aboutShare } from './rate-words.ts';

/** What the score of the last comparison says, and what it does not. */
export interface ComparisonNote {
  root: HTMLElement;
  show(score: number): void;
}

export function createComparisonNote(): ComparisonNote {
  const title = html('h2', {});
  const words = html('p', {});
  const invitation = html(
    'p',
    {},
    html('a', { href: '#verify' }, 'Compare two photos'),
    ' and their score is marked here.',
  );
  const label = { class: 'rates-comparison', 'aria-label': 'Your last comparison' };
  const root = html('section', label, invitation);

  return {
    root,
    show(score) {
      const { fmr, fnmr } = ratesAt(score);
      title.textContent = `Your last comparison scored ${formatScore(score)}`;
      words.textContent = `${aboutShare(fmr)} pairs of different people score as high or higher; ${aboutShare(fnmr).toLowerCase()} pairs of one person score lower. That is not the chance that your two photos show different people: it also depends on how often strangers are compared at all.`;
      root.replaceChildren(title, words);
    },
  };
}
