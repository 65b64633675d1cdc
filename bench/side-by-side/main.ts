// `npm run bench`: the built library beside its peers in headless Chromium, in turns.
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCount, readOptions } from '../../scripts/arguments.ts';
import { launchChromium } from '../../scripts/launch-chromium.ts';
import { ROOT, runMain, SetupError } from '../../scripts/project.mjs';
import { SHARED_FOLDER } from '../../test/support/folders.ts';
import { ContenderSite } from './contender-site.ts';
import { CONTENDERS, RUNTIME_ALONE } from './contenders.ts';
import { installPeers } from './install-peers.ts';
import { measure } from './measure.ts';
import { notesOf } from './notes.ts';
import { makePictures } from './pictures.ts';
import { rowsOf } from './rows.ts';
import { STEPS, type Step } from './steps.ts';
import { asText, tableCells, targetCells } from './table.ts';
import { targetsOf } from './targets.ts';
import { type Results, writeDocuments, writeFiles, writeSamples } from './write-results.ts';

const USAGE = `npm run bench [-- options]

  --only STEP,…   a part: ${STEPS.join(', ')}
  --rounds N      how often each contender takes its turn (default: 6)
  --write         puts the results into docs/performance.md, docs/bench and the README`;

/** What `npm run build` made. */
const LIBRARY = join(ROOT, 'dist');

/** Where a run's figures go. */
const FIGURES = join(ROOT, 'build/bench');

async function main(): Promise<void> {
  const { steps, rounds, write } = readArguments();
  const busy = await noteOfLoad();
  if (!existsSync(SHARED_FOLDER)) {
    console.log('There is no ../shared with labelled faces: small pictures are cut from the sample photos.');
  }
  await installPeers();
  const pictures = await makePictures();
  const sites = await Promise.all(CONTENDERS.map((name) => ContenderSite.serve(name, LIBRARY, pictures)));
  const runtimeAlone = await ContenderSite.serve(RUNTIME_ALONE, LIBRARY, pictures);
  const browser = await launchChromium();
  try {
    const measured = await measure(browser, { sites, runtimeAlone, pictures }, { steps, rounds });
    await writeSamples(FIGURES, measured);
    const rows = rowsOf(measured);
    const results: Results = {
      date: new Date().toISOString().slice(0, 10),
      environment: `Chromium ${browser.version()} headless, ${cpus().length} cores (${cpus()[0]?.model.trim()})`,
      runsOn: Object.values(measured.warm).map(({ runsOn }) => runsOn),
      notes: [...notesOf(measured, pictures), ...busy],
      rows,
      targets: targetsOf(rows),
    };
    print(results);
    console.log(`\n${(performance.now() / 1000).toFixed(0)} s in all`);
    await writeFiles(FIGURES, results);
    if (write) {
      await writeFiles(join(ROOT, 'docs/bench'), results);
      await writeDocuments(results);
    }
  } finally {
    await browser.close();
    await Promise.all([...sites, runtimeAlone].map((site) => site.close()));
  }
}

/** Other work beside the bench makes its times worthless: then the figures say so. */
async function noteOfLoad(): Promise<string[]> {
  const before = processorTimes();
  await sleep(2000);
  const after = processorTimes();
  const share = 1 - (after.idle - before.idle) / (after.all - before.all);
  if (share < BUSY) return [];
  const percent = (100 * share).toFixed(0);
  return [`the machine was busy before the run, to ${percent} %: times are not to be relied on`];
}

/** The share of the processors' time that others may take. */
const BUSY = 0.1;

function processorTimes(): { idle: number; all: number } {
  const times = cpus().map(({ times }) => times);
  const sum = (of: (each: (typeof times)[number]) => number) =>
    times.reduce((total, each) => total + of(each), 0);
  return {
    idle: sum(({ idle }) => idle),
    all: sum(({ user, nice, sys, idle, irq }) => user + nice + sys + idle + irq),
  };
}

function readArguments(): { steps: readonly Step[]; rounds: number; write: boolean } {
  const { only, rounds, write } = readOptions(USAGE, {
    only: { type: 'string' },
    rounds: { type: 'string', default: '6' },
    write: { type: 'boolean', default: false },
  });
  const steps = only?.split(',') ?? STEPS;
  const unknown = steps.find((step) => !(STEPS as readonly string[]).includes(step));
  if (unknown !== undefined) throw new SetupError(`--only=${unknown}: there is ${STEPS.join(', ')}.`);
  if (write && only) throw new SetupError('--write needs a whole run: leave out --only.');
  return { steps: steps as readonly Step[], rounds: readCount('rounds', rounds), write };
}

function print({ environment, runsOn, notes, rows, targets }: Results): void {
  console.log(`\n${[environment, ...runsOn, ...notes].join('\n')}\n`);
  console.log(`${asText(tableCells(rows))}\n\n${asText(targetCells(targets))}`);
}

await runMain(main);
