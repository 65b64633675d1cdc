import { html } from '../dom.ts';
import { ruleOfThree } from './confidence-interval.ts';
import { galleryFalseMatchRate } from './gallery-rate.ts';
import type { ErrorRates } from './measured-rates.ts';
import { aboutShare, certaintyOf, formatCount, formatShare } from './rate-words.ts';

/** Sizes of a gallery to choose from; 1 is a comparison with one person. */
const GALLERY_SIZES = [1, 10, 100, 1000, 10_000, 100_000];

/** What a threshold means, in plain words: for strangers, for genuine people, for a gallery. */
export interface MeaningView {
  root: HTMLElement;
  show(rates: ErrorRates): void;
}

export function createMeaningView(): MeaningView {
  const strangers = fact('fmr', 'Strangers who pass', 'false match rate, FMR');
  const genuine = fact('fnmr', 'Genuine people asked again', 'false non-match rate, FNMR');
  const gallery = fact('gallery', 'Searching among many people', '1:N search');
  const size = html(
    'select',
    { class: 'api-select' },
    ...GALLERY_SIZES.map((people) => html('option', { value: people }, formatCount(people))),
  );
  size.value = '1000';
  gallery.root.append(html('label', { class: 'rates-people' }, 'People enrolled', size));
  let shown: ErrorRates | undefined;

  function showGallery(): void {
    if (!shown) return;
    const people = Number(size.value);
    const { share, words } = inGallery(shown, people);
    gallery.say(share, words);
  }

  size.addEventListener('change', showGallery);
  return {
    root: html('div', { class: 'rates-facts' }, strangers.root, genuine.root, gallery.root),
    show(rates) {
      shown = rates;
      strangers.say(strangerWords(rates), certaintyOf(rates.fmr));
      genuine.say(genuineWords(rates), certaintyOf(rates.fnmr));
      showGallery();
    },
  };
}

/** `About 1 in 10,000 strangers would pass.` */
export function strangerWords({ fmr }: ErrorRates): string {
  return fmr.rate === 1 ? 'Every stranger would pass.' : `${aboutShare(fmr)} strangers would pass.`;
}

/** `About 3 of 100 genuine people would be asked again.` */
export function genuineWords({ fnmr }: ErrorRates): string {
  if (fnmr.rate === 1) return 'Every genuine person would be asked again.';
  return `${aboutShare(fnmr)} genuine people would be asked again.`;
}

function inGallery({ fmr }: ErrorRates, people: number): { share: string; words: string } {
  const unseen = fmr.errors === 0;
  const rate = galleryFalseMatchRate(unseen ? ruleOfThree(fmr.pairs) : fmr.rate, people);
  const among = people === 1 ? 'with one person' : `with ${formatCount(people)} people`;
  const strangers =
    rate > 0.995 ? 'Nearly every stranger' : `${unseen ? 'At most' : 'About'} ${formatShare(rate)} strangers`;
  return {
    share: `${strangers} would be taken for somebody.`,
    words: `Each stranger is compared ${among}: 1 − (1 − FMR)^N, as if the comparisons were independent.`,
  };
}

interface Fact {
  root: HTMLElement;
  say(sentence: string, certainty: string): void;
}

function fact(kind: string, title: string, term: string): Fact {
  const id = `rates-${kind}`;
  const sentence = html('p', { class: 'rates-sentence' });
  const certainty = html('p', { class: 'rates-certainty' });
  return {
    root: html(
      'section',
      { class: `rates-fact is-${kind}`, 'aria-labelledby': id },
      html('h2', { id }, title, ' ', html('small', {}, term)),
      sentence,
      certainty,
    ),
    say(words, sure) {
      sentence.textContent = words;
      certainty.textContent = sure;
    },
  };
}
