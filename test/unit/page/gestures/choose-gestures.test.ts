import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkChoice, chooseGestures } from '../../../../src/page/gestures/choose-gestures.ts';
import type { GestureChoice } from '../../../../src/page/gestures/gesture-options.ts';
import { GESTURES } from '../../../../src/vision/gestures/gesture-names.ts';

test('a list is asked for as it is', async () => {
  expect(await chooseGestures(['smile', 'turn-left', 'smile'], 'n')).toEqual(['smile', 'turn-left', 'smile']);
});

test('so many are chosen at random, each once', async () => {
  const chosen = await chooseGestures('random:8', undefined);
  expect([...chosen].sort()).toEqual([...GESTURES].sort());
  const firsts = new Set<string | undefined>();
  for (let time = 0; time < 100; time++) firsts.add((await chooseGestures('random:1', undefined))[0]);
  expect(firsts.size).toBeGreaterThan(4);
});

test('a server that knows the nonce knows what is asked for', async () => {
  const nonce = 'b1946ac92492d2347c6235b4d2611184';
  const hash = createHash('sha256').update(nonce).digest();
  const left: string[] = [...GESTURES];
  const expected = [0, 4, 8].map((at) => left.splice(hash.readUInt32BE(at) % left.length, 1)[0]);
  expect(await chooseGestures('random:3', nonce)).toEqual(expected);
  expect(await chooseGestures('random:3', nonce)).toEqual(expected);
});

test.each(['random:0', 'random:9', 'random:', 'smile', [], ['wink'], undefined])(
  '%j is no choice',
  (choice) => {
    expect(() => checkChoice(choice as unknown as GestureChoice)).toThrow(TypeError);
  },
);
