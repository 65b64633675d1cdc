import type { CaptureTexts } from './capture-texts.ts';
import { ENGLISH, type LanguageTexts, loadLanguage, lookUpLanguage } from './languages.ts';
import { languageTagOf, watchLanguage } from './page-language.ts';
import { Wording } from './wording.ts';

/** Keeps an element's wording in the language of the page around it. */
export class ElementWording {
  #own: LanguageTexts | undefined = ENGLISH;
  #given: Partial<CaptureTexts> | undefined;
  #wanted: string | undefined = ENGLISH.language;
  #tag = '';
  #isLoading = false;
  #current = new Wording(ENGLISH);
  #unwatch: (() => void) | undefined;
  readonly #element: Element;
  readonly #onChange: () => void;

  constructor(element: Element, onChange: () => void) {
    this.#element = element;
    this.#onChange = onChange;
  }

  get current(): Wording {
    return this.#current;
  }

  /** Whether the texts of the page's language are on their way, and those at hand are of another one. */
  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** The app's texts in place of some. */
  replace(given: Partial<CaptureTexts> | undefined): void {
    this.#given = given;
    this.#renew();
  }

  connect(): void {
    this.#unwatch = watchLanguage(() => void this.#follow());
    void this.#follow();
  }

  disconnect(): void {
    this.#unwatch?.();
  }

  async #follow(): Promise<void> {
    this.#tag = languageTagOf(this.#element);
    const wanted = lookUpLanguage(this.#tag);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted === undefined) return this.#speak(undefined);
    if (wanted === ENGLISH.language) return this.#speak(ENGLISH);
    this.#isLoading = true;
    const loaded = await loadLanguage(wanted).catch(() => undefined);
    if (this.#wanted !== wanted) return;
    // Without the script the person reads English; the next change of the page tries again.
    this.#wanted = loaded?.language;
    this.#speak(loaded);
  }

  #speak(own: LanguageTexts | undefined): void {
    this.#isLoading = false;
    this.#own = own;
    this.#renew();
  }

  #renew(): void {
    this.#current = new Wording(this.#own, this.#given, this.#tag);
    this.#onChange();
  }
}
