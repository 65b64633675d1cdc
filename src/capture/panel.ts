import { button, html, icon } from './elements.ts';
import type { Showing, ViewActions } from './showing.ts';
import type { CaptureTexts } from './texts/capture-texts.ts';
import type { Wording } from './texts/wording.ts';

const FACE = [
  'M12 2.5c4 0 6.5 3.2 6.5 8 0 5.6-3 11-6.5 11s-6.5-5.4-6.5-11c0-4.8 2.5-8 6.5-8z',
  'M9.3 9.800v.8M14.7 9.800v.8M9.8 15.200c1.3 1.2 3.1 1.2 4.4 0',
];

const PROBLEM = ['M12 3 2.5 20h19z', 'M12 10v4.500M12 17.300v.1'];

/** Each with its drawing: a sun, one person, a phone before an eye. */
const TIPS = {
  'tip-light': [
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
    'M12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  ],
  'tip-alone': [
    'M12 3.500a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
    'M4.500 20.500c0-3.800 3.300-6 7.500-6s7.500 2.200 7.500 6',
  ],
  'tip-level': [
    'M2.500 5a1.500 1.500 0 0 1 1.500-1.500h4a1.500 1.500 0 0 1 1.500 1.500v14a1.500 1.500 0 0 1-1.500 1.500h-4a1.500 1.500 0 0 1-1.500-1.500zM6 6.900v.1',
    'M13 12s1.700-3.200 4.500-3.200 4.500 3.200 4.500 3.200-1.700 3.200-4.500 3.200-4.500-3.200-4.500-3.200zM17.500 11.900v.2',
  ],
} satisfies Partial<Record<keyof CaptureTexts, string[]>>;

type Tip = keyof typeof TIPS;

const TIP_NAMES = Object.keys(TIPS) as Tip[];

/** What stands in place of the preview before a capture, and when one failed. */
export class Panel {
  readonly #face = icon(...FACE);
  readonly #problem = icon(...PROBLEM);
  readonly #figure = html('div', { class: 'figure', part: 'figure' });
  readonly #message = html('p', { class: 'message', part: 'message' });
  readonly #reason = html('p', { class: 'reason', part: 'reason' });
  readonly #tipsTitle = html('p', { class: 'tips-title', id: 'tips-title' });
  readonly #tipTexts = TIP_NAMES.map((name) => ({ name, text: html('span') }));
  readonly #tips = html(
    'div',
    { class: 'tips', part: 'tips' },
    this.#tipsTitle,
    html(
      'ul',
      // A list without its bullets is none to VoiceOver, unless it says so.
      { role: 'list', 'aria-labelledby': 'tips-title' },
      ...this.#tipTexts.map(({ name, text }) => html('li', {}, icon(...TIPS[name]), text)),
    ),
  );
  readonly start = button('primary', 'button start');
  readonly #leave = button('', 'button cancel');
  readonly element = html(
    'div',
    { class: 'panel', part: 'panel' },
    this.#figure,
    html('div', { class: 'panel-text' }, this.#message, this.#reason),
    this.#tips,
    html('div', { class: 'actions' }, this.start, this.#leave),
  );

  constructor(actions: ViewActions) {
    this.start.addEventListener('click', () => actions.start());
    this.#leave.addEventListener('click', () => actions.cancel());
  }

  update({ texts }: Wording, { state, sentence, smallPrint, tips, disabled }: Showing): void {
    const hasFailed = state === 'failed';
    const hasTips = tips && !hasFailed;
    this.element.hidden = state !== 'idle' && !hasFailed;
    this.#figure.replaceChildren(hasFailed ? this.#problem : this.#face);
    this.#figure.hidden = hasTips;
    this.#message.textContent = texts[sentence];
    this.#reason.textContent = smallPrint ?? '';
    this.#reason.hidden = smallPrint === undefined;
    this.#tips.hidden = !hasTips;
    this.#tipsTitle.textContent = texts['tips-title'];
    for (const { name, text } of this.#tipTexts) text.textContent = texts[name];
    this.start.textContent = hasFailed ? texts.retry : texts.start;
    this.start.disabled = disabled;
    this.#leave.textContent = texts.cancel;
    this.#leave.hidden = !hasFailed;
  }
}
