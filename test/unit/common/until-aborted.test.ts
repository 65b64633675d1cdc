import { describe, expect, test, vi } from 'vitest';
import { untilAborted } from '../../../src/common/until-aborted.ts';

const never = new Promise<never>(() => undefined);

describe('work under a signal', () => {
  test('gives its outcome', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(1), undefined)).toBe(1);
    expect(await untilAborted(Promise.resolve(2), signal)).toBe(2);
    await expect(untilAborted(Promise.reject(new Error('failed')), signal)).rejects.toThrow('failed');
  });

  test('is given up when the signal aborts, and told so', async () => {
    const controller = new AbortController();
    const stop = vi.fn();
    const waiting = untilAborted(never, controller.signal, stop);
    controller.abort(new Error('changed my mind'));
    await expect(waiting).rejects.toThrow('changed my mind');
    expect(stop).toHaveBeenCalledOnce();
    await expect(untilAborted(never, controller.signal, stop)).rejects.toThrow('changed my mind');
  });

  test('leaves no listener behind on a signal that lives on', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    for (let call = 0; call < 50; call++) await untilAborted(Promise.resolve(call), signal);
    await Promise.resolve();
    expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
  });
});
