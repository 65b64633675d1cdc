// `npm run kill`: ends workers, tabs, browsers and disks under a gallery at work, and looks what is left.
import { readCount, readOptions } from '../../../scripts/arguments.ts';
import { runMain, SetupError } from '../../../scripts/project.mjs';
import { withCampaignSite } from '../campaign-site.ts';
import { KILLS, type KillKind } from './kills.ts';
import { runKills } from './run-kills.ts';

const KINDS = Object.keys(KILLS) as KillKind[];

const USAGE = `npm run kill [-- options]

  --kills N      how many (default: 100)
  --seed N       another seed makes other rounds (default: 1)
  --first N      the number of the first round (default: 1)
  --only KIND,…  of ${KINDS.join(', ')} (default: all)`;

async function main(): Promise<number> {
  const options = readOptions(USAGE, {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    first: { type: 'string', default: '1' },
    only: { type: 'string' },
  });
  const wanted = {
    kills: readCount('kills', options.kills),
    seed: readCount('seed', options.seed),
    first: readCount('first', options.first),
    ...(options.only !== undefined && { only: readKinds(options.only) }),
  };
  const report = await withCampaignSite((site) => runKills(site, wanted));
  const { kills, acknowledged, seconds, faults } = report;
  const counts = Object.entries(kills).map(([kind, count]) => `${count} ${kind}`);
  const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
  console.log(`${total} kills in ${seconds.toFixed(0)} s: ${counts.join(', ')}`);
  console.log(`${acknowledged} operations acknowledged`);
  console.log([faults.length === 0 ? 'no fault' : `${faults.length} faults:`, ...faults].join('\n'));
  return faults.length > 0 ? 1 : 0;
}

function readKinds(text: string): KillKind[] {
  return text.split(',').map((name) => {
    const kind = KINDS.find((known) => known === name);
    if (kind) return kind;
    throw new SetupError(`--only=${text}: the kinds are ${KINDS.join(', ')}.`);
  });
}

await runMain(main);
