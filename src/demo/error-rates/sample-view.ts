import { html } from '../dom.ts';
import { errorRateTable } from './measured-rates.ts';
import { formatCount } from './rate-words.ts';

/** What the lists of the project hold, by a part of their path. */
const KNOWN_LISTS: readonly { part: string; words: string }[] = [
  {
    part: 'lfw',
    words:
      'a subset of Labeled Faces in the Wild, a research benchmark of press photos: mostly adult public figures, near frontal and well lit',
  },
];

/** Whose pictures the figures come from, how they were made, and what they do not say. */
export function createSampleView(): HTMLElement {
  const { sample, list, pack, command } = errorRateTable;
  const known = KNOWN_LISTS.find(({ part }) => list.includes(part))?.words ?? `the list ${list}`;
  return html(
    'section',
    { class: 'rates-section', 'aria-labelledby': 'sample-title' },
    html('h2', { id: 'sample-title' }, 'How far to trust these figures'),
    html(
      'ul',
      { class: 'rates-notes' },
      html(
        'li',
        {},
        `Measured with model pack ${pack} on ${known}: ${formatCount(sample.pictures)} pictures of ${formatCount(sample.identities)} people, each compared with every other. That makes ${formatCount(sample.impostorPairs)} pairs of different people and ${formatCount(sample.genuinePairs)} pairs of one person.`,
      ),
      html(
        'li',
        {},
        'Your people, cameras and light have other error rates, and these can differ between groups of people. Measure on your own pictures before you choose a threshold.',
      ),
      html(
        'li',
        {},
        'The strangers are chance pairs. Relatives and look-alikes pass more often. An attack with a print or a screen is another question: see Liveness.',
      ),
      html(
        'li',
        {},
        'A picture takes part in many pairs, so that the pairs are not independent: the true uncertainty is larger than the 95 % intervals say.',
      ),
      html('li', {}, 'Made by ', html('code', {}, command), '.'),
    ),
  );
}
