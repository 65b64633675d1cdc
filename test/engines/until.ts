import { PATIENCE_MS } from '../support/patience.ts';
import type { Tab } from './browsers/test-browser.ts';

/** On a busy machine WebKit alone compiles the inference runtime for a minute. */
const LIMIT_MS = 3 * PATIENCE_MS;

/** Between two looks: soon enough, and no load on a busy machine. */
const PAUSE_MS = 200;

/**
 * Waits until a function says yes in the page, which may reload meanwhile.
 *
 * @throws {Error} with what the page shows, after three minutes.
 */
export async function until<Argument = undefined>(
  tab: Tab,
  condition: (argument: Argument) => boolean,
  ...argument: Argument extends undefined ? [] : [Argument]
): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  let failure: unknown;
  while (performance.now() < end) {
    try {
      if (await tab.evaluate(condition, ...argument)) return;
    } catch (error) {
      failure = error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  const shown = await tab.evaluate(() => document.body.innerText).catch(() => '');
  throw new Error(`Not within ${LIMIT_MS} ms: ${condition}. The page shows: ${shown}`, { cause: failure });
}
