// npm run bench:gallery [-- --people=100000] [-- --openings=5]: how long a gallery takes to fill, open and answer.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { CHROMIUM_ARGS, ensureChromium } from '../../scripts/chromium.mjs';
import type { GalleryFigures } from './page.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000,100000' },
    openings: { type: 'string', default: '5' },
  },
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const server = await createServer({
  root,
  configFile: false,
  logLevel: 'warn',
  // Other pages of this repository import what only their own packages have.
  optimizeDeps: { entries: ['bench/gallery/page.html'] },
  server: { port: 0 },
});
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGS });
try {
  await server.listen();
  console.log(`Chromium ${browser.version()}, templates of 512 components, milliseconds`);
  for (const people of values.people.split(',').map(Number)) {
    // A profile of its own for each: nothing of the one before is stored.
    const page = await (await browser.newContext()).newPage();
    await page.goto(new URL('bench/gallery/page.html', server.resolvedUrls?.local[0]).href);
    await page.waitForFunction(() => globalThis.measureGallery !== undefined);
    const figures = await page.evaluate(([count, openings]) => globalThis.measureGallery?.(count, openings), [
      people,
      Number(values.openings),
    ] as const);
    if (figures) console.log(report(figures));
    await page.context().close();
  }
} finally {
  await browser.close();
  await server.close();
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
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  return `median ${at(0.5)}, best ${at(0)}, worst ${at(1)} of ${sorted.length}`;
}
