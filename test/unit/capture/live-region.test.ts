import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveRegion } from '../../../src/capture/live-region.ts';
import { ANNOUNCE_MS } from '../../../src/capture/thresholds.ts';

describe('the live region', () => {
  let said: string[];
  let region: LiveRegion;
  beforeEach(() => {
    vi.useFakeTimers();
    said = [];
    region = new LiveRegion((sentence) => said.push(sentence));
  });
  afterEach(() => void vi.useRealTimers());

  test('lets each sentence be heard, and of those that wait says the last', () => {
    region.say('Come closer');
    region.say('Hold still');
    region.say('Look straight');
    expect(said).toEqual(['Come closer']);
    vi.advanceTimersByTime(ANNOUNCE_MS);
    expect(said).toEqual(['Come closer', 'Look straight']);
  });

  test('does not repeat itself', () => {
    region.say('Come closer');
    region.say('Hold still');
    region.say('Come closer');
    vi.advanceTimersByTime(10 * ANNOUNCE_MS);
    expect(said).toEqual(['Come closer']);
  });

  test('says at once what can’t wait, in place of what waits', () => {
    region.say('Come closer');
    region.say('Hold still');
    region.sayNow('Picture taken');
    vi.advanceTimersByTime(10 * ANNOUNCE_MS);
    expect(said).toEqual(['Come closer', 'Picture taken']);
  });
});
