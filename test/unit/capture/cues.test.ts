import { afterEach, expect, test, vi } from 'vitest';
import { Cues } from '../../../src/capture/cues.ts';

afterEach(() => vi.unstubAllGlobals());

/** A sound card that notes the tones, and when they begin. */
function stubAudio(state: AudioContextState) {
  const tones: [number, number][] = [];
  class Audio {
    state = state;
    currentTime = 1;
    resume = async () => undefined;
    close = async () => undefined;
    createGain = () => ({ gain: { setValueAtTime() {}, linearRampToValueAtTime() {} }, connect() {} });
    createOscillator = () => {
      const frequency = { value: 0 };
      const start = (at: number) => void tones.push([frequency.value, at]);
      return { frequency, start, stop() {}, connect: (next: unknown) => next };
    };
  }
  vi.stubGlobal('AudioContext', Audio);
  return tones;
}

test('a picture sounds like two tones, the second one later and higher', () => {
  const tones = stubAudio('running');
  const cues = new Cues();
  cues.prepare();
  cues.sound('capture');
  const [[low, first] = [0, 0], [high, second] = [0, 0]] = tones;
  expect(tones).toHaveLength(2);
  expect(high).toBeGreaterThan(low);
  expect(second).toBeGreaterThan(first);
  cues.release();
  cues.sound('gesture');
  expect(tones).toHaveLength(2);
});

test('what the browser does not allow or have is left out', () => {
  const tones = stubAudio('suspended');
  const cues = new Cues();
  cues.prepare();
  cues.sound('gesture');
  expect(tones).toEqual([]);
  vi.stubGlobal('AudioContext', undefined);
  vi.stubGlobal('navigator', {});
  const silent = new Cues();
  expect(() => {
    silent.prepare();
    silent.sound('capture');
    silent.vibrate('capture');
    silent.release();
  }).not.toThrow();
});
