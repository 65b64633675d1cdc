import type { ContenderSite, SiteName } from './contender-site.ts';
import { LineSite } from './line-site.ts';
import { inNewProfile } from './new-profile.ts';
import { SlowLine } from './slow-line.ts';
import { startOf, visit } from './visit.ts';

/** As many visitors have on the way. */
const LINE = { bitsPerSecond: 10e6, latency: 40 };

/** Milliseconds from navigation to the first template in a new profile over a slow line, of each round, in turns. */
export async function measureLine(
  sites: readonly ContenderSite<SiteName>[],
  rounds: number,
): Promise<number[][]> {
  const behind = await Promise.all(sites.map((site) => LineSite.before(site)));
  const times = behind.map((): number[] => []);
  try {
    for (const site of behind) await timeOfFirstVisit(site);
    await Promise.all(behind.map((site) => site.compressed()));
    for (let round = 0; round < rounds; round++) {
      for (const [i, site] of behind.entries()) {
        site.line = new SlowLine(LINE);
        times[i]?.push(await timeOfFirstVisit(site));
      }
    }
  } finally {
    await Promise.all(behind.map((site) => site.close()));
  }
  return times;
}

function timeOfFirstVisit(site: LineSite): Promise<number> {
  return inNewProfile(async (context) => startOf(await visit(context, site)));
}
