// `npm run evaluate:watch -- VIDEO…`: whether faces that are followed are where they are found, and what it saves.
import { basename, join, resolve } from 'node:path';
import { median } from '../../src/common/median.ts';
import { readListsAndOptions } from '../arguments.ts';
import { measureFiles } from '../measuring/measure-files.ts';
import { ensureModels } from '../models.mjs';
import { ROOT, runMain } from '../project.mjs';
import { textTable } from '../report/text-table.ts';
import type { WatchMeasurement } from './page/page.ts';

const USAGE = `npm run evaluate:watch -- VIDEO… [options]

VIDEO…: files that Chromium decodes; the first 100 frames of each are looked at

  --models MANIFEST.json   the model pack to measure (default: models/default.json)`;

const HEADER = [
  'video',
  'frames',
  'with a face',
  'lost',
  'ids',
  'points: median',
  '95 %',
  'yaw: median',
  '90 %',
  'pitch: median',
  '90 %',
  'ms alone',
  'ms followed',
];

async function main(): Promise<void> {
  const { lists: videos, models } = readListsAndOptions(USAGE, {
    models: { type: 'string', default: join(ROOT, 'models/default.json') },
  });
  await ensureModels();
  const { runtime, measurements } = await measureFiles<WatchMeasurement>({
    files: videos,
    kind: 'videos',
    manifest: resolve(models),
    folder: join(import.meta.dirname, 'page'),
  });
  console.log(`\n${runtime}\n`);
  const rows = measurements.map((measured, at) => [basename(videos[at] ?? ''), ...cellsOf(measured)]);
  console.log(textTable([HEADER, ...rows], 'right').join('\n'));
}

function cellsOf({ frames, found, lost, ids, distances, yaw, pitch, alone, followed }: WatchMeasurement) {
  return [
    ...[frames, found, lost, ids].map(String),
    median(distances).toFixed(3),
    quantile(distances, 0.95).toFixed(3),
    ...[yaw, pitch].flatMap((angles) => [median(angles).toFixed(1), quantile(angles, 0.9).toFixed(1)]),
    alone.toFixed(1),
    followed.toFixed(1),
  ];
}

/** The value that this share of the others does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

await runMain(main);
