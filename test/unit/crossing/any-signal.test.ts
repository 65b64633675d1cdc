import { afterEach, describe, expect, test } from 'vitest';
import { anySignal } from '../../../src/crossing/any-signal.ts';

const { any: original } = AbortSignal;
afterEach(() => {
  AbortSignal.any = original;
});

describe.each([
  ['has AbortSignal.any', AbortSignal.any],
  ['lacks AbortSignal.any', undefined],
])('in a browser that %s, the joined signal', (_which, any) => {
  const join = (...signals: AbortSignal[]) => {
    Object.assign(AbortSignal, { any });
    return anySignal(...signals);
  };

  test('aborts with the first, and keeps its reason', () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const joined = join(one.signal, two.signal);
    expect(joined.aborted).toBe(false);
    two.abort('two');
    one.abort('one');
    expect(joined.reason).toBe('two');
  });

  test('is aborted at once if one of them was', () => {
    const joined = join(new AbortController().signal, AbortSignal.abort('earlier'));
    expect([joined.aborted, joined.reason]).toEqual([true, 'earlier']);
  });
});
