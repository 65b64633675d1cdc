import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { difference } from '../../../scripts/models.mjs';

describe('difference', () => {
  const content = Buffer.from('model');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const model = { file: 'a.onnx', bytes: content.length, sha256 };

  test('is none if size and checksum agree', () => {
    expect(difference(content, model)).toBeUndefined();
  });

  test('names both sizes of a truncated file', () => {
    expect(difference(content.subarray(1), model)).toBe('has 4 bytes instead of 5');
  });

  test('names both checksums of an altered file', () => {
    expect(difference(Buffer.from('mode!'), model)).toContain(`instead of ${sha256}`);
  });
});
