import { type CaptureTexts, DEFAULT_TEXTS } from './capture-texts.ts';

/** The component's texts in a language. */
export interface LanguageTexts {
  /** As in BCP 47. */
  language: string;
  direction: 'ltr' | 'rtl';
  texts: Readonly<CaptureTexts>;
}

export const ENGLISH: LanguageTexts = { language: 'en', direction: 'ltr', texts: DEFAULT_TEXTS };

/** Each is a script of its own, which a page fetches if it is written in that language. */
const SCRIPTS: Readonly<Record<string, () => Promise<{ default: CaptureTexts }>>> = {
  ar: () => import('./texts.ar.json'),
  de: () => import('./texts.de.json'),
  es: () => import('./texts.es.json'),
  fr: () => import('./texts.fr.json'),
  hi: () => import('./texts.hi.json'),
  it: () => import('./texts.it.json'),
  ja: () => import('./texts.ja.json'),
  pt: () => import('./texts.pt.json'),
  ru: () => import('./texts.ru.json'),
  tr: () => import('./texts.tr.json'),
  zh: () => import('./texts.zh.json'),
};

const RIGHT_TO_LEFT = ['ar'];

/**
 * The language to speak to a page in, by the lookup of BCP 47: the tag without its last parts, one after the other.
 *
 * @param tag As in an attribute `lang`.
 * @returns undefined if there are no texts in it.
 */
export function lookUpLanguage(tag: string): string | undefined {
  const parts = tag.trim().toLowerCase().split('-');
  while (parts.length > 0) {
    const shorter = parts.join('-');
    if (shorter === ENGLISH.language || Object.hasOwn(SCRIPTS, shorter)) return shorter;
    parts.pop();
  }
  return undefined;
}

/** @param language As {@link lookUpLanguage} gives it. @throws if its script can't be fetched. */
export async function loadLanguage(language: string): Promise<LanguageTexts> {
  const script = SCRIPTS[language];
  if (!script) return ENGLISH;
  const { default: texts } = await script();
  return { language, direction: RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr', texts };
}
