import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import permissive from '../../../../models/permissive.json';
import { retail0095 } from '../../../../scripts/convert-model/retail-0095.mjs';
import { sha256 } from '../../../../scripts/project.mjs';
import { SHARED_FOLDER } from '../../../support/folders.ts';
import { hasShared } from '../../../support/provided.ts';
import { retailWeights } from '../../../support/retail-weights.ts';

describe.skipIf(!hasShared())('retail-0095 from Open Model Zoo’s weights', () => {
  const entry = permissive.models.find(({ family }) => family === 'retail-0095');

  test('is tried on the very file that is published', async () => {
    expect(sha256(await retailWeights())).toBe(entry?.source?.sha256);
  });

  test('becomes the file that the pack was measured with, byte for byte', async () => {
    const measured = await readFile(join(SHARED_FOLDER, 'models', entry?.file ?? ''));
    expect(retail0095(await retailWeights()).equals(measured)).toBe(true);
  });

  test.each([
    ['short', -2],
    ['long', 2],
  ])('is refused if the weights are too %s', async (_what, change) => {
    const weights = await retailWeights();
    const other = change < 0 ? weights.subarray(0, change) : Buffer.concat([weights, Buffer.alloc(change)]);
    expect(() => retail0095(other)).toThrow(`there are ${weights.length + change}`);
  });
});
