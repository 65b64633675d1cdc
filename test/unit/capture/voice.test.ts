import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Voice } from '../../../src/capture/voice.ts';

let spoken: { text: string; lang: string; onend?: () => void }[];
const cancel = vi.fn();

beforeEach(() => {
  spoken = [];
  cancel.mockClear();
  vi.stubGlobal(
    'SpeechSynthesisUtterance',
    class {
      lang = '';
      constructor(readonly text: string) {}
    },
  );
  vi.stubGlobal('speechSynthesis', { speak: (each: (typeof spoken)[0]) => spoken.push(each), cancel });
});
afterEach(() => vi.unstubAllGlobals());

test('a voice leaves off a sentence for the next one', () => {
  const voice = new Voice();
  voice.say('Kommen Sie näher', 'de');
  voice.say('Halten Sie still', 'de');
  expect(spoken.map(({ text, lang }) => [text, lang])).toEqual([
    ['Kommen Sie näher', 'de'],
    ['Halten Sie still', 'de'],
  ]);
  expect(cancel).toHaveBeenCalledTimes(1);
});

test('a voice that is done stops nobody else', () => {
  const voice = new Voice();
  voice.say('Smile', 'en');
  spoken[0]?.onend?.();
  voice.hush();
  expect(cancel).not.toHaveBeenCalled();
});

test('without voices it is silent', () => {
  vi.unstubAllGlobals();
  expect(() => new Voice().say('Smile', 'en')).not.toThrow();
});
