import { html } from './elements.ts';
import type { Wording } from './texts/wording.ts';

/** How much of what the capture needs has arrived. */
export class LoadingBar {
  readonly #bar = html('div', { class: 'loaded' });
  readonly element = html('div', { class: 'loading', part: 'loading', role: 'progressbar' }, this.#bar);

  /** @param share 0 to 1, or `unknown`; undefined when all is there. */
  update({ texts }: Wording, share: number | 'unknown' | undefined): void {
    const known = typeof share === 'number' ? share : undefined;
    this.element.hidden = share === undefined;
    this.element.setAttribute('aria-label', texts.loading);
    this.element.toggleAttribute('data-unknown', known === undefined);
    this.#bar.style.inlineSize = known === undefined ? '' : `${100 * known}%`;
    if (known === undefined) this.element.removeAttribute('aria-valuenow');
    else this.element.setAttribute('aria-valuenow', String(Math.round(100 * known)));
  }
}
