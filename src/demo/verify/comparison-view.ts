import type { CompareResponse, Decision } from '../../index.ts';
import { announce } from '../announcer.ts';
import { html } from '../dom.ts';
import { drawPortrait } from '../face-picture.ts';
import { formatScore } from '../format.ts';
import { explain } from '../plain-words.ts';
import type { ChosenFace, PictureSlot } from './picture-slot.ts';
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

type AskedSlot = Pick<PictureSlot, 'name' | 'state'>;

/** The answer: both faces, the decision in plain words, the score on its scale. */
export interface ComparisonView {
  root: HTMLElement;
  /** Says what is still missing. */
  showIncomplete(first: AskedSlot, second: AskedSlot): void;
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
    showIncomplete(first, second) {
      const { heading, sentence } = missing(first, second);
      show(heading, sentence);
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

/** What keeps two pictures from being compared, the person's own turn first. */
function missing(...slots: [AskedSlot, AskedSlot]): { heading: string; sentence: string } {
  const inState = (state: PictureSlot['state']) => slots.find((slot) => slot.state === state);
  const [several, unusable, empty] = [inState('several-faces'), inState('unusable'), inState('empty')];
  if (several) {
    const where = `the ${several.name.toLowerCase()}`;
    return { heading: 'Which face is it?', sentence: `Click the one to compare in ${where}.` };
  }
  if (unusable) {
    const sentence = `The ${unusable.name.toLowerCase()} can’t be used: take another one.`;
    return { heading: 'No comparison', sentence };
  }
  if (!empty) return { heading: 'Looking at the pictures', sentence: 'The answer appears here.' };
  const isFirst = slots.every(({ state }) => state === 'empty');
  const sentence = isFirst
    ? 'Add a picture on either side. The answer appears here.'
    : `Add the ${empty.name.toLowerCase()} as well. The answer appears here.`;
  return { heading: 'No comparison yet', sentence };
}

function portrait(): HTMLCanvasElement {
  return html('canvas', { width: PORTRAIT_SIDE, height: PORTRAIT_SIDE });
}
