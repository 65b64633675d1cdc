import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { CHROMIUM_ARGS, ensureChromium } from '../../scripts/chromium.mjs';
import { ISOLATION_HEADERS } from '../../vite.config.ts';
import type { SearchFigures } from './measure-search.ts';

/** The same measurement in a page of headless Chromium; `onFigures` gets each size's as soon as they are there. */
export async function measureInChromium(
  readMemory: Uint8Array,
  sizes: readonly { rows: number; probes: number }[],
  onFigures: (figures: SearchFigures) => void,
): Promise<void> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  // Isolated pages get the finer clock.
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'warn',
    // Other pages of this repository import what only their own packages have.
    optimizeDeps: { entries: ['bench/search/page.html'] },
    server: { port: 0, headers: ISOLATION_HEADERS },
  });
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGS });
  try {
    await server.listen();
    for (const { rows, probes } of sizes) {
      // A page of its own for each: the memory of the one before is gone.
      const page = await browser.newPage();
      await page.goto(new URL('bench/search/page.html', server.resolvedUrls?.local[0]).href);
      await page.waitForFunction(() => globalThis.measure !== undefined);
      const input = { rows, probes, bytes: [...readMemory] };
      const measured = await page.evaluate(
        (given) => globalThis.measure?.(given.rows, given.probes, given.bytes),
        input,
      );
      if (measured !== undefined) onFigures(measured);
      await page.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
