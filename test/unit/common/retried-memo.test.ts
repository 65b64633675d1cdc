import { describe, expect, test, vi } from 'vitest';
import { RetriedMemo, RetriedMemoMap } from '../../../src/common/retried-memo.ts';

describe('something remembered', () => {
  test('is built when it is first asked for, and once', async () => {
    const build = vi.fn(async () => ({}));
    const memo = new RetriedMemo(build);
    expect(build).not.toHaveBeenCalled();
    expect(memo.known).toBeUndefined();
    const [one, other] = await Promise.all([memo.get(), memo.get()]);
    expect(one).toBe(other);
    expect(await memo.get()).toBe(one);
    expect(build).toHaveBeenCalledTimes(1);
  });

  test('is built anew after it failed, for everyone who asks from then on', async () => {
    const build = vi.fn(async () => 'built').mockRejectedValueOnce(new Error('no network'));
    const memo = new RetriedMemo(build);
    const first = await Promise.allSettled([memo.get(), memo.get()]);
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await memo.get()).toBe('built');
    expect(build).toHaveBeenCalledTimes(2);
  });

  test('is kept when what was forgotten before it fails at last', async () => {
    let fail: (reason: Error) => void = () => undefined;
    const memo = new RetriedMemoMap<string, string>();
    const slow = memo.get('place', () => new Promise((_, reject) => (fail = reject)));
    expect(memo.forget('place')).toBe(slow);
    const newer = memo.get('place', async () => 'newer');
    fail(new Error('too late'));
    await expect(slow).rejects.toThrow('too late');
    expect(memo.known('place')).toBe(newer);
    expect(memo.forget('place', slow)).toBeUndefined();
    expect(memo.keys()).toEqual(['place']);
  });
});
