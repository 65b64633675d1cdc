// `npm run bench:gallery`: how long a gallery takes to fill, open and answer.

import { readCount, readCounts, readOptions } from '../../scripts/arguments.ts';
import { runMain } from '../../scripts/project.mjs';
import { median } from '../../src/common/median.ts';
import { withVitePage } from '../vite-page.ts';
import type { GalleryFigures } from './page.ts';

const USAGE = `npm run bench:gallery [-- options]

  --people N,…   how many people are enrolled, a gallery each (default: 1000,100000)
  --openings N   how often each is opened (default: 5)`;

async function main(): Promise<void> {
  const options = readOptions(USAGE, {
    people: { type: 'string', default: '1000,100000' },
    openings: { type: 'string', default: '5' },
  });
  const sizes = readCounts('people', options.people);
  const openings = readCount('openings', options.openings);
  await withVitePage('bench/gallery/page.html', async (address, browser) => {
    console.log(`Chromium ${browser.version()}, templates of 512 components, milliseconds`);
    for (const people of sizes) {
      // A profile of its own for each: nothing of the one before is stored.
      const page = await (await browser.newContext()).newPage();
      await page.goto(address);
      await page.waitForFunction(() => globalThis.measureGallery !== undefined);
      const figures = await page.evaluate(([count, times]) => globalThis.measureGallery?.(count, times), [
        people,
        openings,
      ] as const);
      if (figures) console.log(report(figures));
      await page.context().close();
    }
  });
}

function report(figures: GalleryFigures): string {
  const { openings, singles, identifications } = figures;
  return [
    `${figures.people} people, ${(figures.storedBytes / 1e6).toFixed(0)} MB stored`,
    `  opening             ${spread(openings)}`,
    `  page held up        ${figures.longestPageDelay.toFixed(0)} at most while opening`,
    `  enrolling all       ${figures.filling.toFixed(0)} in batches`,
    `  enrolling one       ${spread(singles)}`,
    `  identifying         ${spread(identifications)}`,
    `  removing one        ${figures.removal.toFixed(1)}`,
    `  exporting           ${figures.exporting.toFixed(0)}`,
  ].join('\n');
}

function spread(times: readonly number[]): string {
  const [middle, best, worst] = [median(times), Math.min(...times), Math.max(...times)].map((time) =>
    time.toFixed(1),
  );
  return `median ${middle}, best ${best}, worst ${worst} of ${times.length}`;
}

await runMain(main);
