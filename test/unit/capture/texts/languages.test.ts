import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../../../scripts/project.mjs';
import { DEFAULT_TEXTS } from '../../../../src/capture/texts/capture-texts.ts';
import { loadLanguage, lookUpLanguage } from '../../../../src/capture/texts/languages.ts';

/** Those that there are files of. */
const LANGUAGES = readdirSync(join(ROOT, 'src/capture/texts')).flatMap(
  (name) => /^texts\.(\w+)\.json$/.exec(name)?.[1] ?? [],
);

/** Forms of so few things that a language may say them without the figure. */
const SAID_WITHOUT_FIGURE = ['zero', 'one', 'two'];

const placeholdersOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe.for(LANGUAGES)('the texts in %s', (language) => {
  test('are found', async () => {
    expect(lookUpLanguage(language)).toBe(language);
    expect((await loadLanguage(language)).language).toBe(language);
  });

  test('are all there, with their placeholders', async () => {
    const { texts } = await loadLanguage(language);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(DEFAULT_TEXTS).sort());
    for (const [key, text] of Object.entries(texts)) {
      const english = DEFAULT_TEXTS[key as keyof typeof DEFAULT_TEXTS];
      if (typeof text !== 'string' || typeof english !== 'string') continue;
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe('');
      expect(placeholdersOf(text), key).toEqual(placeholdersOf(english));
    }
  });

  test('have the plural forms of the language, and no others', async () => {
    const { texts } = await loadLanguage(language);
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const forms = texts['gestures-left'];
    expect(Object.keys(forms).sort()).toEqual([...pluralCategories].sort());
    for (const [form, text] of Object.entries(forms)) {
      if (!SAID_WITHOUT_FIGURE.includes(form)) expect(placeholdersOf(text), form).toEqual(['{number}']);
    }
  });
});

test('a language is found by its tag, or by the tag without its last parts', () => {
  expect(lookUpLanguage('de')).toBe('de');
  expect(lookUpLanguage('DE-at')).toBe('de');
  expect(lookUpLanguage('zh-Hans-CN')).toBe('zh');
  expect(lookUpLanguage('en-US')).toBe('en');
  for (const tag of ['nl', 'des', '', '-', 'x-de']) expect(lookUpLanguage(tag), tag).toBeUndefined();
});

test('Arabic alone goes from right to left', async () => {
  const loaded = await Promise.all(LANGUAGES.map(loadLanguage));
  const fromRight = loaded.filter(({ direction }) => direction === 'rtl');
  expect(fromRight.map(({ language }) => language)).toEqual(['ar']);
});
