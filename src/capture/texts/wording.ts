import type { CaptureCounts, CaptureTexts } from './capture-texts.ts';
import { ENGLISH, type LanguageTexts } from './languages.ts';

/** What the component says: the texts of a language, with those that the app put in place of some. */
export class Wording {
  readonly texts: Readonly<CaptureTexts>;
  /** Undefined if the component has no texts in the page's language. */
  readonly language: string | undefined;
  readonly direction: 'ltr' | 'rtl' | undefined;
  /** Whose numbers, plurals and voice these are. */
  readonly locale: string;

  /**
   * @param own Undefined if there are none in the page's language: then they are English.
   * @param tag The page's language; an app's own texts may be in one that the component knows not.
   */
  constructor(own: LanguageTexts | undefined, given: Partial<CaptureTexts> = {}, tag = '') {
    const { texts, language } = own ?? ENGLISH;
    this.texts = { ...texts, ...given };
    this.language = own?.language;
    this.direction = own?.direction;
    this.locale = validLocale(tag) ?? language;
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.locale).format(value);
  }

  /** @param share 0 to 1. */
  percent(share: number): string {
    return new Intl.NumberFormat(this.locale, { style: 'percent' }).format(share);
  }

  /** The sentence for so many things. */
  count(sentence: CaptureCounts, value: number): string {
    const { [sentence]: forms } = this.texts;
    const form = new Intl.PluralRules(this.locale).select(value);
    const text = typeof forms === 'string' ? forms : (forms[form] ?? forms.other);
    return text.replace('{number}', this.number(value));
  }
}

function validLocale(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag || [])[0];
  } catch {
    return undefined;
  }
}
