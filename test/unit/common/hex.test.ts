import { expect, test } from 'vitest';
import { toHex } from '../../../src/common/hex.ts';

test('writes two lower-case digits a byte', () => {
  expect(toHex(new Uint8Array([0, 9, 171, 255]))).toBe('0009abff');
});
