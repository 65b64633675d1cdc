import { expect, test } from 'vitest';
import { loadLanguage } from '../../../../src/capture/texts/languages.ts';
import { Wording } from '../../../../src/capture/texts/wording.ts';

test('numbers and plurals are those of the language', async () => {
  const russian = new Wording(await loadLanguage('ru'));
  expect([1, 3, 5].map((left) => russian.count('gestures-left', left))).toEqual([
    'Осталось 1 движение',
    'Осталось 3 движения',
    'Осталось 5 движений',
  ]);
  const arabic = new Wording(await loadLanguage('ar'), {}, 'ar-EG');
  expect(arabic.count('gestures-left', 2)).toBe('بقيت حركتان');
  expect(arabic.count('gestures-left', 3)).toBe('بقيت ٣ حركات');
  expect(new Wording(await loadLanguage('de')).percent(0.5)).toBe('50\u00a0%');
});

test('without texts in the page’s language they are English, and say nothing of language and direction', () => {
  const wording = new Wording(undefined, { start: 'Camera starten' }, 'nl');
  expect(wording).toMatchObject({ language: undefined, direction: undefined });
  expect([wording.texts.start, wording.texts.cancel]).toEqual(['Camera starten', 'Cancel']);
});

test('an app’s sentence for numbers may have one form, or those of a language that the component knows not', () => {
  const one = new Wording(undefined, { 'gestures-left': 'Nog {number}' }, 'nl');
  expect(one.count('gestures-left', 2)).toBe('Nog 2');
  const polish = {
    one: 'Jeszcze {number} ruch',
    few: 'Jeszcze {number} ruchy',
    other: 'Jeszcze {number} ruchów',
  };
  const several = new Wording(undefined, { 'gestures-left': polish }, 'pl');
  expect([1, 3, 5].map((left) => several.count('gestures-left', left))).toEqual([
    'Jeszcze 1 ruch',
    'Jeszcze 3 ruchy',
    'Jeszcze 5 ruchów',
  ]);
});

test('a tag that is none does no harm', () => {
  expect(new Wording(undefined, {}, 'not a tag').number(1234)).toBe('1,234');
});
