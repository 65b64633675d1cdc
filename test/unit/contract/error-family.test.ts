import { expect, test } from 'vitest';
import { errorInFamily, mediumError } from '../../../src/contract/error-family.ts';
import { ApiLiteError, type ApiLiteErrorCode } from '../../../src/contract/errors.ts';

test.each<[ApiLiteErrorCode, ApiLiteErrorCode, string]>([
  ['BPE-002003', 'LDE-002004', 'unreadable-picture'],
  ['BPE-003001', 'LDE-002004', 'no-template'],
  ['BPE-003002', 'LDE-002004', 'no-face'],
  ['BPE-003003', 'LDE-002004', 'several-faces'],
  ['BPE-001002', 'LDE-001002', 'inoperative'],
  ['BPE-001001', 'LDE-001001', 'unexpected'],
])('%s becomes %s in liveness and keeps its reason, %s', (biometry, liveness, reason) => {
  const error = new ApiLiteError(biometry, 'x');
  expect(errorInFamily(error, 'LDE')).toMatchObject({ code: liveness, reason, message: 'x', cause: error });
});

test('an error about a medium names it and keeps a reason more exact than its code', () => {
  const error = new ApiLiteError('LDE-002004', 'No face.', { reason: 'no-face' });
  expect(mediumError(error, 'clip')).toMatchObject({
    message: 'Medium "clip": No face.',
    reason: 'no-face',
  });
  expect(errorInFamily(error, 'LDE')).toBe(error);
});
