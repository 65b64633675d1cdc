// `npm run bench:liveness -- FILE…`: how long `detect` takes for videos, archives or pictures, by the library
// built as an app builds it, in headless Chromium.
import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { measureMedia } from '../../scripts/evaluate-pad/measure-media.ts';
import { ensureModels } from '../../scripts/models.mjs';
import { ROOT, runMain, SetupError } from '../../scripts/project.mjs';
import { median } from '../../src/common/median.ts';

/** The first run of a kind of medium compiles and loads; the others show what a user waits for again. */
const RUNS = 6;

async function main(): Promise<void> {
  const files = process.argv.slice(2);
  const missing = files.find((file) => !existsSync(file));
  if (files.length === 0)
    throw new SetupError('npm run bench:liveness -- FILE…: videos, archives or pictures');
  if (missing !== undefined) throw new SetupError(`There is no ${missing}.`);
  await ensureModels();
  const runs = files.flatMap((file) => new Array<string>(RUNS).fill(resolve(file)));
  const { runtime, measurements } = await measureMedia(runs, join(ROOT, 'models/default.json'));
  console.log(`\n${runtime}`);
  for (const [index, file] of files.entries()) {
    const own = measurements.slice(index * RUNS, (index + 1) * RUNS);
    for (const measured of own) {
      if (measured.outcome !== 'scored') console.log(`${basename(file)}: ${measured.reason}`);
    }
    const times = own.flatMap((measured) => (measured.outcome === 'scored' ? measured.milliseconds : []));
    const [first = Number.NaN, ...warm] = times;
    const best = Math.min(...warm).toFixed(0);
    const figures = `first ${first.toFixed(0)} ms; then best ${best}, median ${median(warm).toFixed(0)} ms`;
    console.log(`${basename(file)} (${(statSync(file).size / 1e6).toFixed(1)} MB): ${figures}`);
  }
}

await runMain(main);
