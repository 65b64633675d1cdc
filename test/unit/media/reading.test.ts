import { expect, test } from 'vitest';
import { ApiLiteError } from '../../../src/contract/errors.ts';
import { Reading } from '../../../src/media/reading.ts';
import { UnusableMediumError } from '../../../src/media/unusable-medium.ts';

const step = (thrown: unknown, signal = new AbortController().signal) =>
  new Reading(1000, signal).step(() => Promise.reject(thrown));

test('whatever a library throws over the bytes is the medium’s fault, and its words are the cause', async () => {
  for (const thrown of [new Error('Assertion failed.'), new RangeError('x'), 'a text', undefined]) {
    const error = await step(thrown).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UnusableMediumError);
    expect(error).toMatchObject({ reason: 'unusable-medium', cause: thrown });
    expect((error as Error).message).toMatch(/can't be read: it is damaged/);
  }
});

test('what throws at once, and pieces that fail, are no exception', async () => {
  const reading = new Reading(1000, new AbortController().signal);
  const thrower = (): never => {
    throw new Error('Assertion failed.');
  };
  await expect(reading.step(thrower)).rejects.toThrow(UnusableMediumError);
  async function* pieces() {
    yield 1;
    thrower();
  }
  const read: number[] = [];
  const all = (async () => {
    for await (const piece of reading.steps(pieces())) read.push(piece);
  })();
  await expect(all).rejects.toThrow(UnusableMediumError);
  expect(read).toEqual([1]);
});

test('what has a name here passes, and so does an abort', async () => {
  const known = [new ApiLiteError('BPE-001002', 'No canvas.'), new UnusableMediumError('is empty')];
  for (const error of known) await expect(step(error)).rejects.toBe(error);
  const controller = new AbortController();
  controller.abort(new Error('No more.'));
  await expect(step(new Error('Assertion failed.'), controller.signal)).rejects.toThrow('No more.');
});

test('what is done with a piece is not the medium’s fault', async () => {
  const reading = new Reading(1000, new AbortController().signal);
  async function* pieces() {
    yield 1;
  }
  const all = (async () => {
    for await (const _ of reading.steps(pieces())) throw new Error('A model failed.');
  })();
  await expect(all).rejects.toThrow('A model failed.');
});
