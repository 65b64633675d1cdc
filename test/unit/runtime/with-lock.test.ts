import { afterEach, describe, expect, test, vi } from 'vitest';
import { withLock } from '../../../src/runtime/with-lock.ts';

afterEach(() => vi.unstubAllGlobals());

type Request = (name: string, options: LockOptions, work: () => Promise<unknown>) => Promise<unknown>;

const locksThat = (request: Request) => vi.stubGlobal('navigator', { locks: { request } });
const work = async () => 'done';

describe('work under a lock', () => {
  test('is done while it is held', async () => {
    const held: string[] = [];
    locksThat((name, _, locked) => {
      held.push(name);
      return locked();
    });
    expect(await withLock('a', {}, work)).toBe('done');
    expect(held).toEqual(['a']);
  });

  test('is done where there are no locks', async () => {
    vi.stubGlobal('navigator', undefined);
    expect(await withLock('a', {}, work)).toBe('done');
  });

  test('is done where locks are denied', async () => {
    locksThat(() => Promise.reject(new DOMException('denied', 'SecurityError')));
    expect(await withLock('a', {}, work)).toBe('done');
  });

  test('is done without it when patience ends', async () => {
    locksThat(
      (_name, { signal }) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    );
    expect(await withLock('a', { patience: 5 }, work)).toBe('done');
  });

  test('is not done again if it fails, whatever with', async () => {
    let times = 0;
    locksThat((_name, _options, locked) => locked());
    const failing = async () => {
      times++;
      throw new DOMException('of the work itself', 'SecurityError');
    };
    await expect(withLock('a', {}, failing)).rejects.toThrow('of the work itself');
    expect(times).toBe(1);
  });
});
