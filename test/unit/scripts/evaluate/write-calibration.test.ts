import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeCalibration } from '../../../../scripts/evaluate/write-calibration.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manifest-'));
});
afterEach(() => rm(folder, { recursive: true }));

const MANIFEST = `{
  "name": "test",
  "models": [{ "shape": [1, 3, 240, 320] }],
  "calibration": { "comparison": {}, "antispoofing": { "kept": true } }
}
`;

test('replaces the comparison calibration and leaves the rest of the manifest as it stands', async () => {
  const path = join(folder, 'manifest.json');
  await writeFile(path, MANIFEST);
  const comparison = {
    knots: [[-1, 0] as [number, number], [1, 1] as [number, number]],
    measured: [],
    sample: { pictures: 2, identities: 1, genuinePairs: 1, impostorPairs: 0 },
    pack: 'test 1.0.0',
    command: 'npm run evaluate -- pairs.tsv --write',
  };
  await writeCalibration(path, comparison);
  const written = await readFile(path, 'utf8');
  const { calibration, ...rest } = JSON.parse(written);
  expect(calibration).toEqual({ comparison, antispoofing: { kept: true } });
  expect(rest).toEqual({ name: 'test', models: [{ shape: [1, 3, 240, 320] }] });
  expect(written).toContain('"shape": [1, 3, 240, 320]');
});
