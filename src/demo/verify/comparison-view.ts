import type { CompareResponse, Decision } from '../../index.ts';
import { announce } from '../announcer.ts';
import { html } from '../dom.ts';
import { drawPortrait } from '../face-picture.ts';
import { formatScore } from '../format.ts';
import { explain } from '../plain-words.ts';
import type { ChosenFace } from './picture-slot.ts';
import { createScoreScale } from './score-scale.ts';

/** Pixels of a portrait's side: twice what it takes on the page. */
const PORTRAIT_SIDE = 160;

const VERDICTS: Record<Decision, { title: string; words: string }> = {
  approved: {
    title: 'The same person',
    words: 'Two different people reach such a score about once in 10,000 pairs, or less often.',
  },
  operator_required: {
    title: 'Perhaps the same person',
    words: 'The score alone does not settle it: a person should look at both pictures.',
  },
  declined: {
    title: 'Not the same person',
    words:
      'The faces differ too much. A turned head, poor light or many years between the photos can do that, too.',
  },
};

/** The answer: both faces, the decision in plain words, the score on its scale. */
export interface ComparisonView {
  root: HTMLElement;
  showIncomplete(): void;
  showResult(result: CompareResponse, first: ChosenFace, second: ChosenFace): void;
  showFailure(error: unknown): void;
}

export function createComparisonView(): ComparisonView {
  const portraits = [portrait(), portrait()] as const;
  const title = html('h2', { id: 'verdict', class: 'verdict-title' });
  const words = html('p', { class: 'verdict-words' });
  const score = html('p', { class: 'verdict-score' });
  const scale = createScoreScale();
  const root = html(
    'section',
    { class: 'comparison', 'aria-labelledby': 'verdict' },
    html(
      'div',
      { class: 'verdict' },
      html('div', { class: 'verdict-pair', 'aria-hidden': 'true' }, ...portraits),
      html('div', { class: 'verdict-text' }, title, words),
      score,
    ),
    scale.root,
  );

  const show = (heading: string, sentence: string, result?: CompareResponse) => {
    title.textContent = heading;
    words.textContent = sentence;
    if (result) root.dataset.decision = result.decision;
    else delete root.dataset.decision;
    score.replaceChildren(
      ...(result ? [html('strong', {}, formatScore(result.score)), html('span', {}, 'score')] : []),
    );
    scale.show(result);
  };

  return {
    root,
    showIncomplete() {
      show('No comparison yet', 'Add a picture on either side. The answer appears here.');
    },
    showResult(result, first, second) {
      [first, second].forEach(({ face, picture }, index) => {
        const target = portraits[index];
        if (target && picture) drawPortrait(target, picture, face);
      });
      const verdict = VERDICTS[result.decision];
      show(verdict.title, verdict.words, result);
      announce(`${verdict.title}. Score ${formatScore(result.score)} of 1. ${verdict.words}`);
    },
    showFailure(error) {
      const { title: heading, advice } = explain(error);
      show(heading, advice);
      announce(`${heading}. ${advice}`);
    },
  };
}

function portrait(): HTMLCanvasElement {
  return html('canvas', { width: PORTRAIT_SIDE, height: PORTRAIT_SIDE });
}
