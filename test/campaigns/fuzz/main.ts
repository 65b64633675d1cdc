// `npm run fuzz`: hostile bytes by the thousand, and whether the engine answers each as it promises.
import { readFile } from 'node:fs/promises';
import { readCount, readOptions } from '../../../scripts/arguments.ts';
import { runMain, SetupError } from '../../../scripts/project.mjs';
import { withCampaignSite } from '../campaign-site.ts';
import { KIND_NAMES, type KindName } from './kind-names.ts';
import { type FuzzReport, replayFuzz, runFuzz } from './run-fuzz.ts';

const USAGE = `npm run fuzz [-- options]

  --cases N      how many (default: 10000)
  --seed N       another seed makes other cases (default: 1)
  --only KIND,…  of ${KIND_NAMES.join(', ')} (default: all)
  --first N      the number of each kind's first case (default: 1)
  --case N       that one case alone; wants one kind by --only
  --replay FILE  an input that a campaign wrote, again`;

async function main(): Promise<number> {
  const options = readOptions(USAGE, {
    cases: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: KIND_NAMES.join(',') },
    first: { type: 'string', default: '1' },
    case: { type: 'string' },
    replay: { type: 'string' },
  });
  if (options.replay !== undefined) {
    console.log(await replay(options.replay));
    return 0;
  }
  const wanted = {
    seed: readCount('seed', options.seed),
    cases: options.case === undefined ? readCount('cases', options.cases) : 1,
    first: readCount('first', options.case ?? options.first),
    kinds: readKinds(options.only),
  };
  const report = await withCampaignSite((site) => runFuzz(site, wanted));
  console.log(described(report));
  return report.faults.length > 0 ? 1 : 0;
}

function readKinds(text: string): KindName[] {
  return text.split(',').map((name) => {
    const kind = KIND_NAMES.find((known) => known === name);
    if (kind) return kind;
    throw new SetupError(`--only=${text}: the kinds are ${KIND_NAMES.join(', ')}.`);
  });
}

async function replay(path: string): Promise<string> {
  const { kind, call } = JSON.parse(await readFile(path.replace(/\.bin$/, '.json'), 'utf8'));
  const bytes = await readFile(path);
  return withCampaignSite((site) => replayFuzz(site, kind, bytes, call));
}

function described({ cases, seconds, outcomes, slowest, faults, memory }: FuzzReport): string {
  const lines = [`${cases} cases in ${seconds.toFixed(0)} s, ${(cases / seconds).toFixed(0)} a second`];
  for (const [kind, counts] of Object.entries(outcomes)) {
    const { number = 0, milliseconds = 0 } = slowest[kind as KindName] ?? {};
    lines.push(`${kind}: slowest ${milliseconds.toFixed(0)} ms (case ${number})`);
    for (const [outcome, count] of Object.entries(counts).sort(([, a], [, b]) => b - a)) {
      lines.push(`  ${`${count}`.padStart(7)}  ${outcome.slice(0, 200)}`);
    }
  }
  if (memory.length > 0) {
    const [first = 0, last = 0] = [memory[0], memory.at(-1)];
    lines.push(
      `memory of the browser: ${first.toFixed(0)} MB at first, ${Math.max(...memory).toFixed(0)} at most, ${last.toFixed(0)} at last`,
    );
  }
  lines.push(faults.length === 0 ? 'no fault' : `${faults.length} faults:`, ...faults);
  return lines.join('\n');
}

await runMain(main);
