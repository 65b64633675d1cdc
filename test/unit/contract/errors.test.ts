import { describe, expect, test } from 'vitest';
import { ApiLiteError, toApiLiteError } from '../../../src/contract/errors.ts';

describe('ApiLiteError', () => {
  test('carries its code, status and reason', () => {
    const error = new ApiLiteError('BPE-003002', 'No face found: use a picture that shows one.');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code: 'BPE-003002', status: 400, reason: 'no-face' });
  });

  test('takes a more exact reason than that of its code', () => {
    const cause = new RangeError('x');
    const error = new ApiLiteError('LDE-002004', 'x', { cause, reason: 'no-face' });
    expect(error).toMatchObject({ code: 'LDE-002004', reason: 'no-face', cause });
    expect(new ApiLiteError('LDE-002004', 'x', { cause })).toMatchObject({ reason: 'unusable-medium' });
  });

  test('is the body of the HTTP answer as JSON: code and message alone', () => {
    const error = new ApiLiteError('BPE-003002', 'No face.', { cause: new Error('secret') });
    expect(JSON.stringify(error)).toBe('{"code":"BPE-003002","message":"No face."}');
  });

  test.each(['BPE-001001', 'LDE-001001'] as const)(
    '%s is the one code of its family with status 500',
    (code) => {
      expect(new ApiLiteError(code, 'x').status).toBe(500);
    },
  );
});

describe('toApiLiteError', () => {
  test('leaves an ApiLiteError as it is', () => {
    const error = new ApiLiteError('LDE-002004', 'x');
    expect(toApiLiteError(error)).toBe(error);
  });

  test('gives the unforeseen the internal code of the family and keeps the cause', () => {
    const cause = new RangeError('out of range');
    expect(toApiLiteError(cause, 'LDE')).toMatchObject({ code: 'LDE-001001', status: 500, cause });
    expect(toApiLiteError('thrown text').message).toContain('thrown text');
  });
});
