import type { Browser } from 'playwright';
import { median } from '../../src/common/median.ts';
import { measureInChromium } from '../search/measure-in-chromium.ts';
import type { SearchFigures } from '../search/measure-search.ts';
import type { ContenderSite } from './contender-site.ts';
import { type ContenderName, OURS } from './contenders.ts';
import { visit } from './visit.ts';

/** Milliseconds of one search among so many. */
export interface SearchRow {
  rows: number;
  times: Partial<Record<ContenderName, number>>;
  /** Milliseconds to read our templates once, at the rate WebAssembly reads them. */
  reading: number;
}

/** Ours at all sizes; peers if their objects fit into memory. */
const SIZES = [10_000, 100_000, 1_000_000];
const PEERS_MOST = 100_000;
const PEERS_RUNS = 3;

/** @param readMemory The compiled module that reads memory as fast as can be. */
export async function measureSearches(
  browser: Browser,
  sites: readonly ContenderSite[],
  readMemory: Uint8Array,
): Promise<SearchRow[]> {
  const rows: SearchRow[] = [];
  // What 8-bit rows lose in recall is bench:search's subject.
  const sizes = SIZES.map((rows) => ({ rows, probes: 1 }));
  await measureInChromium(readMemory, sizes, (figures) => rows.push(ourRow(figures)));
  for (const row of rows.filter(({ rows }) => rows <= PEERS_MOST)) {
    for (const site of sites.filter(({ name }) => name !== OURS)) {
      const time = await measurePeer(browser, site, row.rows);
      if (time !== undefined) row.times[site.name] = time;
    }
  }
  return rows;
}

function ourRow({ rows, float }: SearchFigures): SearchRow {
  return { rows, times: { [OURS]: float.medianTime }, reading: float.medianReading };
}

async function measurePeer(browser: Browser, site: ContenderSite, rows: number): Promise<number | undefined> {
  const page = await visit(await browser.newContext(), site);
  const times = await page.evaluate(({ rows, runs }) => globalThis.contender?.search?.(rows, runs), {
    rows,
    runs: PEERS_RUNS,
  });
  await page.context().close();
  return times && median(times);
}
