import { html } from '../dom.ts';

/** What a score is worth if a picture is bad, in plain words: docs/thresholds.md has the figures and their commands. */
const NOTES: readonly [what: string, words: string][] = [
  [
    'One bad picture, one good one.',
    'A yes is worth as much as ever. Only a no says less: blurred, covered, turned away or badly lit, a person is recognised less often.',
  ],
  [
    'Two pictures that are bad in the same way.',
    'All blurred faces look somewhat alike. The engine takes that from their score, but not all of it: up to 3 in 100 pairs of strangers score 0.50 and about 1 in 1,000 scores 0.85, ten times as many as of good pictures. Let a person look at both, or ask for a better picture.',
  ],
  [
    'A face that shows too little.',
    'It can’t be compared at all, and the page says why: too blurred, too dark, too bright, too small, cut off, turned away, or covered.',
  ],
  ['Children under 13.', 'They match each other, however good the picture. The engine is not made for them.'],
];

/** What the figures of good pictures say of bad ones. */
export function createBadPicturesView(): HTMLElement {
  return html(
    'section',
    { class: 'rates-section', 'aria-labelledby': 'bad-pictures-title' },
    html('h2', { id: 'bad-pictures-title' }, 'What a score of a bad picture is worth'),
    html(
      'ul',
      { class: 'rates-notes' },
      ...NOTES.map(([what, words]) => html('li', {}, html('strong', {}, what), ` ${words}`)),
    ),
  );
}
