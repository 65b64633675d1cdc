import { describe, expect, it, vi } from 'vitest';
import { lazily } from '../../../src/engine/lazily.ts';

describe('something built lazily', () => {
  it('is built when it is first asked for, and once', async () => {
    const build = vi.fn(async () => ({}));
    const thing = lazily(build);
    expect(build).not.toHaveBeenCalled();
    const [one, other] = await Promise.all([thing(), thing()]);
    expect(one).toBe(other);
    expect(await thing()).toBe(one);
    expect(build).toHaveBeenCalledTimes(1);
  });

  it('is built anew after it failed, for everyone who asks from then on', async () => {
    const build = vi.fn(async () => 'built').mockRejectedValueOnce(new Error('no network'));
    const thing = lazily(build);
    const first = await Promise.allSettled([thing(), thing()]);
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await thing()).toBe('built');
    expect(build).toHaveBeenCalledTimes(2);
  });
});
