import type { BrowserContext, Page } from 'playwright';
import type { SiteName } from './contender-site.ts';

/** The slowest contender on the slowest machine should have its first template by then. */
const START_TIMEOUT_MS = 120_000;

/** Where a contender's page is. */
export interface Visited {
  readonly name: SiteName;
  readonly url: string;
}

/** Opens a contender's page and waits for its first template. @throws {Error} with the contender's own reason */
export async function visit(context: BrowserContext, site: Visited): Promise<Page> {
  const page = await context.newPage();
  await visitIn(page, site);
  return page;
}

/** The same in a page that is open already. */
export async function visitIn(page: Page, { name, url }: Visited): Promise<void> {
  await page.goto(url);
  const outcome = () => globalThis.contenderFailure ?? globalThis.firstTemplate;
  await page.waitForFunction(outcome, undefined, { polling: 100, timeout: START_TIMEOUT_MS });
  const failure = await page.evaluate(() => globalThis.contenderFailure);
  if (failure !== undefined) throw new Error(`${name} does not start: ${failure}`);
}

/** Milliseconds from the navigation to the first template. */
export function startOf(page: Page): Promise<number> {
  return page.evaluate(() => globalThis.firstTemplate ?? Number.NaN);
}
