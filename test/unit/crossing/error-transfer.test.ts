import { expose, wrap } from 'comlink';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiLiteError } from '../../../src/contract/errors.ts';
import { keepErrorCodes } from '../../../src/crossing/error-transfer.ts';
import { UnusableMediumError } from '../../../src/media/unusable-medium.ts';
import { StorageError } from '../../../src/templates/storage-error.ts';

/** What the other side throws. */
let thrown: unknown;
let channel: MessageChannel;
let remote: { fail(): Promise<never> };

beforeAll(() => {
  keepErrorCodes();
  channel = new MessageChannel();
  const failing = {
    fail() {
      throw thrown;
    },
  };
  expose(failing, channel.port1);
  remote = wrap<typeof failing>(channel.port2) as unknown as typeof remote;
});
afterAll(() => {
  channel.port1.close();
  channel.port2.close();
});

function crossed(error: unknown): Promise<unknown> {
  thrown = error;
  return remote.fail().catch((arrived: unknown) => arrived);
}

describe('an error that crosses between worker and page', () => {
  test('stays an ApiLiteError with its code, status, reason, message and stack', async () => {
    const error = new ApiLiteError('LDE-002004', 'No face was found.', { reason: 'no-face' });
    const arrived = await crossed(error);
    expect(arrived).toBeInstanceOf(ApiLiteError);
    expect(arrived).toMatchObject({
      name: 'ApiLiteError',
      code: 'LDE-002004',
      status: 400,
      reason: 'no-face',
      message: error.message,
      stack: error.stack,
    });
  });

  test('brings what caused it, for the page’s developer', async () => {
    const cause = new RangeError('out of memory');
    const arrived = await crossed(new ApiLiteError('BPE-001001', 'It failed.', { cause }));
    expect(arrived).toMatchObject({
      cause: { name: 'RangeError', message: 'out of memory', stack: cause.stack },
    });
    expect(await crossed(new ApiLiteError('BPE-003002', 'No face.'))).not.toHaveProperty('cause');
  });

  test('stays a StorageError with its reason', async () => {
    const arrived = await crossed(new StorageError('quota', 'No more room.'));
    expect(arrived).toBeInstanceOf(StorageError);
    expect(arrived).toMatchObject({ reason: 'quota', message: 'No more room.' });
    const match = { enrolling: 'eve', id: 'ada', score: 0.9 };
    expect(await crossed(new StorageError('already-enrolled', 'Found.', { match }))).toMatchObject({ match });
  });

  test('stays an UnusableMediumError with its reason', async () => {
    const arrived = await crossed(new UnusableMediumError('is empty', { reason: 'no-face' }));
    expect(arrived).toBeInstanceOf(UnusableMediumError);
    expect(arrived).toMatchObject({ message: 'is empty', reason: 'no-face' });
  });

  test('stays a TypeError, which is a caller’s mistake', async () => {
    const arrived = await crossed(new TypeError('A picture must be …'));
    expect(arrived).toBeInstanceOf(TypeError);
    expect(arrived).toMatchObject({ message: 'A picture must be …' });
  });

  test('of any other kind keeps its name and message', async () => {
    expect(await crossed(new DOMException('It was cancelled.', 'AbortError'))).toMatchObject({
      name: 'AbortError',
      message: 'It was cancelled.',
    });
    expect(await crossed('just text')).toBe('just text');
    expect(await crossed(undefined)).toBeUndefined();
  });

  test('is the same when the transfer is asked for twice', async () => {
    keepErrorCodes();
    expect(await crossed(new ApiLiteError('LDE-002005', 'x'))).toMatchObject({ code: 'LDE-002005' });
  });
});
