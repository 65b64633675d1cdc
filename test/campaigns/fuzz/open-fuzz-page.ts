import type { Browser, Page } from 'playwright';
import type { CampaignSite } from '../campaign-site.ts';
import { corpusNames, keep } from './make-corpus.ts';

/** What the console says of an answer's status, which is no error of the page. */
const OF_THE_NETWORK = /^Failed to load resource/;

/**
 * Opens a page in a profile of its own and starts its engine.
 *
 * @param complain Told of errors that reach the console, of those that nothing caught, and of the page's death.
 */
export async function openFuzzPage(
  site: CampaignSite,
  browser: Browser,
  complain: (complaint: string) => void,
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !OF_THE_NETWORK.test(message.text()))
      complain(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complain(`uncaught: ${error.stack ?? error.message}`));
  page.on('crash', () => complain('the page crashed'));
  await page.goto(`${site.url}fuzz/page.html`);
  await page.waitForFunction(() => globalThis.fuzzPage !== undefined);
  await addVideos(page);
  await page.evaluate((names) => globalThis.fuzzPage?.start(names), await corpusNames());
  return page;
}

async function addVideos(page: Page): Promise<void> {
  if ((await corpusNames()).some((name) => name.startsWith('videos/'))) return;
  const made = (await page.evaluate(() => globalThis.fuzzPage?.makeVideos())) ?? {};
  const videos = Object.entries(made).map(([name, base64]) => [name, Buffer.from(base64, 'base64')] as const);
  await keep('videos', Object.fromEntries(videos));
  const [, mp4] = videos.find(([name]) => name === 'vp9.mp4') ?? [];
  if (!mp4) throw new Error('The browser made no mp4');
  // QuickTime's own brand makes it a mov.
  const mov = Buffer.from(mp4);
  mov.write('qt  ', 8);
  await keep('videos', { 'vp9.mov': mov });
}
