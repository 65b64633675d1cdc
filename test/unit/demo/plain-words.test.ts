import { expect, test } from 'vitest';
import { explain } from '../../../src/demo/plain-words.ts';
import { ApiLiteError, type ApiLiteErrorReason } from '../../../src/index.ts';

const REFUSED_FACES: ApiLiteErrorReason[] = [
  'no-face',
  'several-faces',
  'no-surroundings',
  'too-small',
  'cut-off',
  'too-dark',
  'too-bright',
  'too-blurred',
  'covered',
  'no-motion',
  'too-few-frames',
  'person-changed',
];

const wordsFor = (reason: ApiLiteErrorReason) =>
  explain(new ApiLiteError('LDE-002004', 'The engine’s own words.', { reason }));

test.each(REFUSED_FACES)('%s is said in words of its own', (reason) => {
  const words = wordsFor(reason);
  expect(words.title).not.toBe(wordsFor('unusable-medium').title);
  expect(words.advice).not.toBe(wordsFor('unusable-medium').advice);
  expect(words.detail).toBe('LDE-002004: The engine’s own words.');
});

test('no two reasons share their words', () => {
  expect(new Set(REFUSED_FACES.map((reason) => wordsFor(reason).title)).size).toBe(REFUSED_FACES.length);
});
