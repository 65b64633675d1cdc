import type { Browser } from 'playwright';
import { launchChromium } from '../../scripts/launch-chromium.ts';
import type { ContenderSite, SiteName } from './contender-site.ts';
import { addTurn, takeTurn, type WarmFigures } from './measure-warm.ts';
import { pagesRenderer, renderersOf } from './renderers.ts';
import { slowedDown } from './slowed-down.ts';
import { startOf, visitIn } from './visit.ts';

/** What a visitor waits for whose processor is a quarter as fast. */
export interface Phone {
  /** Milliseconds from navigation to the first template with nothing stored. */
  empty: number[];
  /** The small picture, everything loaded. */
  small?: WarmFigures;
}

/** The share of the time that the page's process runs. */
const SHARE = 1 / 4;

const WARM_UP_TURNS = 3;

/** Visits each site with the page's whole process slowed down, in turns. Linux only. */
export async function measurePhone(
  sites: readonly ContenderSite<SiteName>[],
  rounds: number,
): Promise<Phone[]> {
  const figures = sites.map((): Phone => ({ empty: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const [i, site] of sites.entries()) {
      const browser = await launchChromium();
      try {
        await visitSlowedDown(browser, site, figures[i] as Phone);
      } finally {
        await browser.close();
      }
    }
  }
  return figures;
}

async function visitSlowedDown(
  browser: Browser,
  site: ContenderSite<SiteName>,
  figures: Phone,
): Promise<void> {
  const page = await browser.newPage();
  // The process is there before the navigation that counts, and keeps the site's pages.
  await page.goto(site.blankUrl);
  const slowed = (await renderersOf(browser)).map(({ pid }) => pid);
  await slowedDown(slowed, SHARE, () => visitIn(page, site));
  figures.empty.push(await startOf(page));
  // Code is compiled in full by then, at full speed: a fast contender would be slowed down for too short a time for that.
  for (let turn = 0; turn < WARM_UP_TURNS; turn++) await takeTurn(page, 'small');
  const taken = await slowedDown(slowed, SHARE, () => takeTurn(page, 'small'));
  if (taken) figures.small = addTurn(figures.small, taken);
  const { pid } = (await pagesRenderer(browser)) ?? {};
  if (pid === undefined || !slowed.includes(pid)) throw new Error('The page ran in a process of full speed.');
}
