import { expect, test, vi } from 'vitest';
import { NewestFrame } from '../../../../src/page/watch/newest-frame.ts';

const frame = (number: number) => ({ number, close: vi.fn() });

test('a frame that comes while none is asked for takes the place of the one before, which is closed', async () => {
  const newest = new NewestFrame<ReturnType<typeof frame>>();
  const [first, second, third] = [frame(1), frame(2), frame(3)];
  for (const each of [first, second, third]) newest.offer(each);
  expect(await newest.take()).toBe(third);
  expect(newest.dropped).toBe(2);
  expect(first.close).toHaveBeenCalledOnce();
  expect(second.close).toHaveBeenCalledOnce();
  expect(third.close).not.toHaveBeenCalled();
});

test('whoever waits gets the next frame', async () => {
  const newest = new NewestFrame<ReturnType<typeof frame>>();
  const waiting = newest.take();
  const next = frame(1);
  newest.offer(next);
  expect(await waiting).toBe(next);
  expect(newest.dropped).toBe(0);
});

test('the frame that is held at the end is still given, then there is none', async () => {
  const newest = new NewestFrame<ReturnType<typeof frame>>();
  const last = frame(1);
  newest.offer(last);
  newest.end();
  expect(await newest.take()).toBe(last);
  expect(await newest.take()).toBeUndefined();
});

test('what a source ends with is thrown, after its last frame', async () => {
  const newest = new NewestFrame<ReturnType<typeof frame>>();
  newest.offer(frame(1));
  newest.end({ error: new Error('unplugged') });
  await newest.take();
  await expect(newest.take()).rejects.toThrow('unplugged');
});

test('closing wakes whoever waits, and closes what is held and what comes later', async () => {
  const newest = new NewestFrame<ReturnType<typeof frame>>();
  const waiting = newest.take();
  newest.close();
  expect(await waiting).toBeUndefined();
  const late = frame(1);
  newest.offer(late);
  expect(late.close).toHaveBeenCalledOnce();
});
