import { withVitePage } from '../vite-page.ts';
import type { SearchFigures } from './measure-search.ts';

/** The same measurement in a page of headless Chromium; `onFigures` gets each size's as soon as they are there. */
export function measureInChromium(
  readMemory: Uint8Array,
  sizes: readonly { rows: number; probes: number }[],
  onFigures: (figures: SearchFigures) => void,
): Promise<void> {
  return withVitePage('bench/search/page.html', async (address, browser) => {
    for (const { rows, probes } of sizes) {
      // A page of its own for each: the memory of the one before is gone.
      const page = await browser.newPage();
      await page.goto(address);
      await page.waitForFunction(() => globalThis.measure !== undefined);
      const input = { rows, probes, bytes: [...readMemory] };
      const measured = await page.evaluate(
        (given) => globalThis.measure?.(given.rows, given.probes, given.bytes),
        input,
      );
      if (measured !== undefined) onFigures(measured);
      await page.close();
    }
  });
}
