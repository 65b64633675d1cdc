import { afterEach, expect, test, vi } from 'vitest';
import { whileNothingIsErased } from '../../../src/templates/erasing.ts';

afterEach(() => vi.unstubAllGlobals());

const denied = () => Promise.reject(new DOMException('Access is denied in this context.', 'SecurityError'));

test('without a storage of its own a page has no locks: the work is done all the same', async () => {
  vi.stubGlobal('navigator', { locks: { request: denied } });
  expect(await whileNothingIsErased(async () => 'done')).toBe('done');
});

test.each([
  ['without locks', undefined],
  ['under a lock', { request: (_name: string, _options: object, work: () => Promise<unknown>) => work() }],
])('%s, work that is denied something is not done again', async (_, locks) => {
  vi.stubGlobal('navigator', { locks });
  const work = vi.fn(denied);
  await expect(whileNothingIsErased(work)).rejects.toThrow('denied');
  expect(work).toHaveBeenCalledOnce();
});
