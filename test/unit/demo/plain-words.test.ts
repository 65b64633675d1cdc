import { expect, test } from 'vitest';
import { explain, explainReason } from '../../../src/demo/plain-words.ts';
import { ApiLiteError, type ApiLiteErrorReason } from '../../../src/index.ts';

const REFUSED: ApiLiteErrorReason[] = [
  'too-blurred',
  'too-dark',
  'too-bright',
  'too-small',
  'cut-off',
  'turned-away',
  'covered',
];

test.each(REFUSED)('a face without a template is told why, with what to do: %s', (reason) => {
  const { title, advice, detail } = explainReason(reason);
  expect(title).not.toBe('Something went wrong');
  expect(advice).toMatch(/[Cc]hoose a/);
  expect(detail).toBe('BPE-003001');
  expect(explain(new ApiLiteError('BPE-003001', 'In short.', { reason }))).toMatchObject({ title, advice });
});

test('no two reasons are told alike, and without one it is said that too little is seen', () => {
  expect(new Set(REFUSED.map((reason) => explainReason(reason).title)).size).toBe(REFUSED.length);
  expect(explainReason(undefined).title).toBe('Too little of the face can be seen');
});

const UNJUDGED: ApiLiteErrorReason[] = [
  ...REFUSED,
  'no-face',
  'several-faces',
  'no-surroundings',
  'no-motion',
  'too-few-frames',
  'person-changed',
];

test('each reason why liveness judges no face has words of its own', () => {
  const titles = [...UNJUDGED, 'unusable-medium' as const].map(
    (reason) => explain(new ApiLiteError('LDE-002004', 'In short.', { reason })).title,
  );
  expect(new Set(titles).size).toBe(UNJUDGED.length + 1);
});
