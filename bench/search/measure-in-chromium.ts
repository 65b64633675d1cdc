import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { CHROMIUM_ARGS, ensureChromium } from '../../scripts/chromium.mjs';
import type { SearchFigures } from './measure-search.ts';

/** The same measurement in a page of headless Chromium. */
export async function measureInChromium(
  readMemory: Uint8Array,
  sizes: readonly { rows: number; probes: number }[],
): Promise<{ version: string; figures: SearchFigures[] }> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const server = await createServer({ root, configFile: false, logLevel: 'warn', server: { port: 0 } });
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGS });
  try {
    await server.listen();
    const figures: SearchFigures[] = [];
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
      if (measured !== undefined) figures.push(measured);
      await page.close();
    }
    return { version: browser.version(), figures };
  } finally {
    await browser.close();
    await server.close();
  }
}
