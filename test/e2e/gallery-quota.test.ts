import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { FaceEngine } from '../../src/index.ts';
import { launchChromium } from '../support/chromium-page.ts';
import { cropSample } from '../support/crop-in-page.ts';
import { openDemo } from '../support/demo-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function setQuota(page: Page, quotaSize?: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await session.send('Storage.overrideQuotaForOrigin', {
    origin,
    ...(quotaSize !== undefined && { quotaSize }),
  });
  // Chromium remembers the room left for a while.
  await page.waitForTimeout(4_000);
}

/** What the site has stored once its copies for offline use are all there, in bytes. */
async function settledUsage(page: Page): Promise<number> {
  const usageNow = () => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  for (let before = -1; ; ) {
    const usage = await usageNow();
    if (usage === before) return usage;
    before = usage;
    await page.waitForTimeout(3_000);
  }
}

/** How people are enrolled, in the page, until something fails; and who is there then. */
async function enrolUntilFull(page: Page, picture: string) {
  return page.evaluate(async (base64) => {
    const { engine } = globalThis as unknown as { engine: FaceEngine };
    const bytes = new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]);
    const gallery = await engine.gallery('full');
    let enrolled = 0;
    try {
      for (; enrolled < 50; enrolled++) {
        // What follows a JPEG's end is not read, but it is kept.
        const noise = Array.from({ length: 8 }, () => crypto.getRandomValues(new Uint8Array(60_000)));
        await gallery.enroll(`person ${enrolled}`, new Blob([bytes, ...noise]), { keepPicture: true });
      }
    } catch (error) {
      const { name, reason } = error as { name: string; reason: string };
      const { people } = await gallery.info();
      const kept = (await gallery.picture('person 0'))?.size;
      return { enrolled, error: { name, reason }, people, kept, given: bytes.size + 480_000 };
    }
    return { enrolled };
  }, picture);
}

test('a full quota is a clear error, loses nothing, and passes when there is space again', async () => {
  const demo = await openDemo(browser, inject('demoUrl'));
  const { page } = demo;
  await demo.ready();
  const cropPage = await browser.newPage();
  const picture = await cropSample(cropPage, 1, { x: 1360, y: 110, width: 440, height: 480 });
  await cropPage.close();

  const usage = await settledUsage(page);
  await setQuota(page, usage + 3_000_000);
  const full = await enrolUntilFull(page, picture.toString('base64'));
  expect(full.error).toEqual({ name: 'StorageError', reason: 'quota' });
  expect(full.people).toBe(full.enrolled);
  expect(full.enrolled).toBeGreaterThan(0);
  expect(full.kept).toBe(full.given);

  await setQuota(page);
  const again = await page.evaluate(async () => {
    const { engine } = globalThis as unknown as { engine: FaceEngine };
    const gallery = await engine.gallery('full');
    const [template] = await gallery.templates('person 0');
    if (!template) throw new Error('no template');
    await gallery.enroll('one more', template);
    const { results } = await gallery.identify(template, { topK: 100 });
    return results.length;
  });
  expect(again).toBe(full.enrolled + 1);
  await demo.close();
});
