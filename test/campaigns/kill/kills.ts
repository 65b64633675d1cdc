import type { BrowserContext, Page } from 'playwright';
import type { Random } from '../random.ts';
import type { KillableBrowser } from './killable-browser.ts';

/** What is ended, and in how many of a hundred rounds. */
export const KILLS = {
  worker: 20,
  stuckWorker: 1,
  tab: 18,
  reload: 14,
  renderer: 14,
  browser: 12,
  serviceWorker: 9,
  siteData: 7,
  quota: 2,
  disk: 3,
} as const;

export type KillKind = keyof typeof KILLS;

export function pickKill(random: Random): KillKind {
  const kinds = Object.entries(KILLS) as [KillKind, number][];
  let place = random.below(kinds.reduce((sum, [, share]) => sum + share, 0));
  for (const [kind, share] of kinds) {
    if (place < share) return kind;
    place -= share;
  }
  return 'tab';
}

/** The kills that leave the page as it is. */
export const SPARES_PAGES: readonly KillKind[] = [
  'worker',
  'stuckWorker',
  'serviceWorker',
  'siteData',
  'quota',
  'disk',
];

/** Chromium remembers the room left for a while. */
const QUOTA_REMEMBERED_MS = 4_000;

/** Ends what the kind names, of one of the tabs. */
export async function kill(kind: KillKind, browser: KillableBrowser, page: Page): Promise<void> {
  if (kind === 'worker') await page.evaluate(() => globalThis.killPage?.killWorkers());
  else if (kind === 'stuckWorker') await page.evaluate(() => globalThis.killPage?.stickWorker());
  else if (kind === 'tab') await page.close({ runBeforeUnload: false });
  else if (kind === 'reload') await page.reload({ waitUntil: 'commit' });
  else if (kind === 'browser') await browser.kill();
  else if (kind === 'renderer') await crash(page);
  else if (kind === 'serviceWorker') {
    await withSession(page, async (session) => {
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
    });
  } else if (kind === 'siteData') {
    const { origin } = new URL(page.url());
    await withSession(page, (session) =>
      session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' }),
    );
  }
}

/** Leaves the site so many bytes; without a number as many as the browser pleases. */
export async function setRoom(page: Page, room?: number): Promise<void> {
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  const { origin } = new URL(page.url());
  // It holds as long as the session does, which is as long as the page.
  const session = await page.context().newCDPSession(page);
  const quota = room !== undefined && { quotaSize: usage + room };
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...quota });
  await page.waitForTimeout(QUOTA_REMEMBERED_MS);
}

async function crash(page: Page): Promise<void> {
  const gone = new Promise((resolve) => page.once('crash', resolve));
  // It is never answered.
  withSession(page, (session) => session.send('Page.crash')).catch(() => undefined);
  await gone;
}

type Session = Awaited<ReturnType<BrowserContext['newCDPSession']>>;

async function withSession(page: Page, use: (session: Session) => Promise<unknown>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await use(session);
  await session.detach().catch(() => undefined);
}
