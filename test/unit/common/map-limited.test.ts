import { expect, test } from 'vitest';
import { mapLimited } from '../../../src/common/map-limited.ts';

const soon = () => new Promise((resolve) => setTimeout(resolve, 1));

test('gives the results in order, with no more at a time than it may', async () => {
  let running = 0;
  let most = 0;
  const doubled = await mapLimited(3, [1, 2, 3, 4, 5, 6, 7], async (number) => {
    most = Math.max(most, ++running);
    await soon();
    running--;
    return 2 * number;
  });
  expect(doubled).toEqual([2, 4, 6, 8, 10, 12, 14]);
  expect(most).toBe(3);
});

test('begins nothing after a failure, and tells it when nothing is running any more', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const work = async (number: number) => {
    begun.push(number);
    await soon();
    if (number === 1) throw new Error('one');
    await soon();
    ended.push(number);
  };
  await expect(mapLimited(2, [1, 2, 3, 4], work)).rejects.toThrow('one');
  expect(begun).toEqual([1, 2]);
  expect(ended).toEqual([2]);
});
