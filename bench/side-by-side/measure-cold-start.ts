import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext } from 'playwright';
import type { ContenderSite, Download, SiteName } from './contender-site.ts';
import { inNewProfile } from './new-profile.ts';
import { visit } from './visit.ts';

/** What a visitor with a new profile and one who comes back wait for. */
export interface ColdStart {
  /** Milliseconds from navigation to the first template with nothing stored. */
  empty: number[];
  /** The same when the profile has been here before. */
  warm: number[];
  /** What the first visit downloaded until two faces were compared. */
  downloads: Download[];
  /** The longest tasks of the page on each visit, in milliseconds; 0 if none took 50. */
  longestTasks: number[];
}

/** Visits of one profile; the browser keeps compiled code from the second on. */
const VISITS = 3;

/** So long the first visit lasts: V8 writes compiled WebAssembly some seconds after it has become hot. */
const FIRST_STAY_MS = 5000;

/** So long the others last. */
const STAY_MS = 500;

/** Visits each site in turns, every round with new profiles. */
export async function measureColdStart(
  sites: readonly ContenderSite<SiteName>[],
  rounds: number,
): Promise<ColdStart[]> {
  const figures = sites.map((): ColdStart => ({ empty: [], warm: [], downloads: [], longestTasks: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const [i, site] of sites.entries()) {
      await inNewProfile((context) => visitRepeatedly(context, site, figures[i] as ColdStart));
    }
  }
  return figures;
}

async function visitRepeatedly(
  context: BrowserContext,
  site: ContenderSite<SiteName>,
  figures: ColdStart,
): Promise<void> {
  for (let number = 0; number < VISITS; number++) {
    const page = await visit(context, site);
    const { time, longest } = await page.evaluate(() => ({
      time: globalThis.firstTemplate ?? Number.NaN,
      longest: globalThis.longestTask,
    }));
    (number === 0 ? figures.empty : figures.warm).push(time);
    figures.longestTasks.push(longest);
    if (number === 0 && figures.downloads.length === 0) {
      await page.evaluate(async () => {
        const [first, second] = await Promise.all([
          fetch('/pictures/small.jpg'),
          fetch('/pictures/other.jpg'),
        ]);
        await globalThis.contender?.compare(await first.blob(), await second.blob());
      });
      figures.downloads = [...site.downloads];
    }
    await sleep(number === 0 ? FIRST_STAY_MS : STAY_MS);
    await page.close();
  }
}
