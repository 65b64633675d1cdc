import { describe, expect, test } from 'vitest';
import { EngineFailures } from '../../../src/capture/engine-failures.ts';
import { ApiLiteError } from '../../../src/contract/errors.ts';

const { signal } = new AbortController();
const well = { health: async () => ({ status: 0 as const, message: '' }) };
const fail = (error: unknown) => async () => {
  throw error;
};
const mishap = fail(new ApiLiteError('BPE-001001', 'The worker ended.'));

describe('failures of the engine', () => {
  test('are none if it speaks of the picture', async () => {
    const failures = new EngineFailures({ health: fail(new Error('not asked')) });
    const noFace = fail(new ApiLiteError('BPE-003002', 'No face.'));
    for (let call = 0; call < 10; call++) expect(await failures.guard(signal, noFace)).toBeUndefined();
  });

  test('end the capture with the message of its health', async () => {
    const failures = new EngineFailures({
      health: async () => ({ status: 3, message: 'A model is missing.' }),
    });
    const guarded = failures.guard(signal, mishap);
    await expect(guarded).rejects.toMatchObject({ reason: 'engine-failed', message: 'A model is missing.' });
  });

  test('are forgiven one at a time if it is well, and not three in a row', async () => {
    const failures = new EngineFailures(well);
    for (let call = 0; call < 5; call++) {
      expect(await failures.guard(signal, mishap)).toBeUndefined();
      expect(await failures.guard(signal, async () => 1)).toBe(1);
    }
    await failures.guard(signal, mishap);
    await failures.guard(signal, mishap);
    await expect(failures.guard(signal, mishap)).rejects.toMatchObject({ message: 'The worker ended.' });
  });

  test('do not count once the capture has ended', async () => {
    const ended = AbortSignal.abort();
    await expect(new EngineFailures(well).guard(ended, mishap)).rejects.toBe(ended.reason);
  });
});
