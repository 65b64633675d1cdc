// `npm run attacks -- OUT`: makes presentation attacks of pictures, for `npm run evaluate:pad`.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { SingleBar } from 'cli-progress';
import { readCount, readListAndOptions } from '../arguments.ts';
import { randomNumbers } from '../evaluate/random-numbers.ts';
import { ensureFfmpeg } from '../ffmpeg.mjs';
import { ROOT, runMain, SetupError } from '../project.mjs';
import { makeMedium } from './make-medium.ts';
import { type Plan, planAttacks } from './plan-attacks.ts';

const USAGE = `npm run attacks -- OUT [options]

Makes attacks of pictures of faces, each of another person's picture as far as there are enough, and takes as many as
are asked for as live; writes OUT/labels.tsv for npm run evaluate:pad. Made, not real: no paper and no screen took part.

  --pictures FOLDER   of pictures with the face in the middle (default: ../shared/faces/lfw-dev)
  --live COUNT        pictures taken as live (default: 300)
  --each COUNT        attacks of each kind (default: 60)
  --videos COUNT      videos of each kind; they need ffmpeg (default: 12)
  --seed NUMBER       another one makes others (default: 1)`;

const OPTIONS = {
  pictures: { type: 'string', default: join(ROOT, '../shared/faces/lfw-dev') },
  live: { type: 'string', default: '300' },
  each: { type: 'string', default: '60' },
  videos: { type: 'string', default: '12' },
  seed: { type: 'string', default: '1' },
} as const;

const HEADER = ['file', 'label', 'kind', 'source', 'person'];

async function picturesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) throw new SetupError(`There is no ${folder}.`);
  const files = await readdir(folder, { recursive: true });
  const pictures = files.filter((file) => /\.(jpe?g|png)$/i.test(file)).sort();
  return pictures.map((file) => join(folder, file));
}

async function main(): Promise<void> {
  const { list: out, pictures: folder, seed, ...counts } = readListAndOptions(USAGE, OPTIONS);
  const hasFfmpeg = await ensureFfmpeg();
  if (!hasFfmpeg) console.log('There is no ffmpeg: no videos are made.');
  const random = randomNumbers(readCount('seed', seed));
  const plan = planAttacks(
    await picturesIn(folder),
    {
      live: readCount('live', counts.live),
      each: readCount('each', counts.each),
      videos: hasFfmpeg ? readCount('videos', counts.videos) : 0,
    },
    random,
  );
  const bar = new SingleBar({
    format: '{bar} {value}/{total} media, {eta_formatted} left',
    noTTYOutput: true,
    notTTYSchedule: 15_000,
    hideCursor: true,
  });
  bar.start(plan.length, 0);
  for (const medium of plan) {
    const path = join(out, medium.file);
    await mkdir(dirname(path), { recursive: true });
    if (medium.kind === 'live' || medium.kind === 'picture') await copyFile(medium.picture, path);
    else await makeMedium(medium, path, random);
    bar.increment();
  }
  bar.stop();
  const list = join(out, 'labels.tsv');
  await writeFile(list, `${[HEADER, ...plan.map(row)].map((cells) => cells.join('\t')).join('\n')}\n`);
  console.log(`${plan.length} media, labelled in ${relative('.', list)}.`);
}

function row({ file, kind, source, person }: Plan): string[] {
  return [file, kind === 'live' ? 'live' : 'attack', kind, source, person];
}

await runMain(main);
