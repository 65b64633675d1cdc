import { expect, test } from 'vitest';
import { ApiLiteError, type ApiLiteErrorCode } from '../../../../src/contract/errors.ts';
import { toLivenessError } from '../../../../src/contract/liveness/liveness-error.ts';

test.each<[ApiLiteErrorCode, ApiLiteErrorCode, string]>([
  ['BPE-002003', 'LDE-002004', 'unreadable-picture'],
  ['BPE-003001', 'LDE-002004', 'no-template'],
  ['BPE-003002', 'LDE-002004', 'no-face'],
  ['BPE-003003', 'LDE-002004', 'several-faces'],
  ['BPE-001002', 'LDE-001002', 'inoperative'],
  ['BPE-001001', 'LDE-001001', 'unexpected'],
])('%s becomes %s in liveness and keeps its reason, %s', (biometry, liveness, reason) => {
  const error = new ApiLiteError(biometry, 'x');
  expect(toLivenessError(error)).toMatchObject({ code: liveness, reason, message: 'x', cause: error });
});

test('an error about a medium names it and keeps a reason more exact than its code', () => {
  const error = new ApiLiteError('LDE-002004', 'No face.', { reason: 'no-face' });
  expect(toLivenessError(error, 'clip')).toMatchObject({
    message: 'Medium "clip": No face.',
    reason: 'no-face',
  });
  expect(toLivenessError(error)).toBe(error);
});
