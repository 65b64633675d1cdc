import type { BrowserContext, Page } from 'playwright';
import type { ContenderSite, SiteName } from './contender-site.ts';

/** The slowest contender on the slowest machine should have its first template by then. */
const START_TIMEOUT_MS = 120_000;

/** Opens a contender's page and waits for its first template. @throws {Error} with the contender's own reason */
export async function visit(context: BrowserContext, site: ContenderSite<SiteName>): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.url);
  const outcome = () => globalThis.contenderFailure ?? globalThis.firstTemplate;
  await page.waitForFunction(outcome, undefined, { polling: 100, timeout: START_TIMEOUT_MS });
  const failure = await page.evaluate(() => globalThis.contenderFailure);
  if (failure !== undefined) throw new Error(`${site.name} does not start: ${failure}`);
  return page;
}
