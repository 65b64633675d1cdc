import type { Browser, Page } from 'playwright';
import type { ContenderSite, SiteName } from './contender-site.ts';
import { OURS } from './contenders.ts';
import { faceWorkersOf, runThrough } from './measure-throughput.ts';
import type { Pictures } from './pictures.ts';
import { pagesRenderer } from './renderers.ts';
import { visit } from './visit.ts';

/** Bytes of the page with its workers. */
export interface Memory {
  /** The most that the page's process ever held in main memory; undefined outside Linux. */
  peak: number | undefined;
  /** What the browser attributes to the page after so many extracts. */
  after: { extracts: number; bytes: number }[];
}

/** Ours must not grow over the last thousand of two; peers only show what they hold. */
const EXTRACTS = { ours: [1000, 2000], peers: [30] };

/** Extracts of two workers, given all at once. */
const POOL_EXTRACTS = 200;

/** Memory is measured when asked, not with the next garbage collection, which may be 20 seconds away. */
const MEASURE_AT_ONCE = '--enable-blink-features=ForceEagerMeasureMemory';

/** Extracts again and again in a browser of its own. */
export async function measureMemory(
  launch: (extraArgs: string[]) => Promise<Browser>,
  site: ContenderSite<SiteName>,
  { many }: Pictures,
): Promise<Memory> {
  const browser = await launch([MEASURE_AT_ONCE]);
  try {
    const page = await visit(await browser.newContext(), site);
    const memory: Memory = { peak: undefined, after: [] };
    let done = 0;
    for (const extracts of site.name === OURS ? EXTRACTS.ours : EXTRACTS.peers) {
      await extractMany(page, many, extracts - done);
      done = extracts;
      memory.after.push({ extracts, bytes: await attributedMemory(page) });
    }
    memory.peak = (await pagesRenderer(browser))?.peak;
    return memory;
  } finally {
    await browser.close();
  }
}

/** The most that the page's process ever held that started with two workers; undefined outside Linux. */
export async function measurePoolMemory(
  launch: () => Promise<Browser>,
  site: ContenderSite,
  { many }: Pictures,
): Promise<number | undefined> {
  const browser = await launch();
  try {
    const context = await browser.newContext();
    await context.addInitScript(() => {
      globalThis.workersAtStart = 2;
    });
    const page = await visit(context, site);
    await runThrough(page, many.slice(0, POOL_EXTRACTS));
    const workers = faceWorkersOf(page).length;
    if (workers !== 2) throw new Error(`Not two workers extract, but ${workers}.`);
    return (await pagesRenderer(browser))?.peak;
  } finally {
    await browser.close();
  }
}

function extractMany(page: Page, paths: readonly string[], count: number): Promise<void> {
  return page.evaluate(
    async ({ paths, count }) => {
      for (let i = 0; i < count; i++) {
        const blob = await (await fetch(paths[i % paths.length] ?? '')).blob();
        await globalThis.contender?.extract(blob).catch(() => undefined);
      }
    },
    { paths, count },
  );
}

/** Collects garbage first; the page and its workers together. */
function attributedMemory(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const measuring = performance as Performance & {
      measureUserAgentSpecificMemory(): Promise<{ bytes: number }>;
    };
    return (await measuring.measureUserAgentSpecificMemory()).bytes;
  });
}
