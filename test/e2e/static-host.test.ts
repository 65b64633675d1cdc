import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/project.mjs';
import { launchChromium } from '../support/chromium-page.ts';
import type { TestFile } from '../support/demo-page.ts';
import { personFiles } from '../support/person-files.ts';
import { TestSite } from './service-worker/test-site.ts';

/** A context of a test is a private window, which no browser installs apps from. */
const PRIVATE_WINDOW = 'in-incognito';

describe('the built demo on a plain static host, in a folder, without headers', () => {
  let browser: Browser;
  let context: BrowserContext;
  let site: TestSite;
  let page: Page;
  let person: TestFile;
  let samePerson: TestFile;

  beforeAll(async () => {
    browser = await launchChromium();
    ({ person, samePerson } = await personFiles(browser));
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    site = await TestSite.serve(join(ROOT, 'build/demo'), { isolated: false, path: '/some/repo/' });
    context = await browser.newContext();
    page = await context.newPage();
  });
  afterEach(async () => {
    await context.close();
    await site.close();
  });

  test('is isolated by its service worker before the engine starts, so that it has threads', async () => {
    let loads = 0;
    page.on('load', () => loads++);
    await open();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await page.locator('#engine-badge').textContent()).toMatch(/threads|WebGPU/);
    expect(loads).toBe(2);
    expect(site.hits.filter((path) => !path.startsWith('/some/repo/'))).toEqual([]);
  });

  test('can be installed as an app', async () => {
    await open();
    const devtools = await context.newCDPSession(page);
    const manifest = await devtools.send('Page.getAppManifest');
    expect(manifest.errors).toEqual([]);
    expect(manifest.url).toBe(`${site.url}manifest.webmanifest`);
    const { icons, start_url } = JSON.parse(manifest.data ?? '');
    expect(new URL(start_url, manifest.url).href).toBe(site.url);
    for (const { src } of icons) expect((await fetch(new URL(src, manifest.url))).status, src).toBe(200);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    expect(installabilityErrors.filter(({ errorId }) => errorId !== PRIVATE_WINDOW)).toEqual([]);
  });

  test('after one visit opens with the host gone, compares two faces and marks the score', async () => {
    await open();
    await page.getByText('Ready to work offline', { exact: true }).waitFor();
    await site.goOffline();
    const again = await context.newPage();
    await page.close();
    await again.goto(site.url);
    await again.getByRole('button', { name: 'Two people' }).click();
    await again.getByRole('heading', { name: 'Not the same person' }).waitFor();
    await again.getByLabel('Choose a photo: First picture').setInputFiles(person);
    await again.getByLabel('Choose a photo: Second picture').setInputFiles(samePerson);
    await again.getByRole('heading', { name: 'The same person' }).waitFor();
    await again.getByRole('link', { name: 'How sure is it' }).click();
    await again.getByRole('heading', { name: /^Your last comparison scored 0\.\d{3}$/ }).waitFor();
    await again.getByRole('link', { name: 'Liveness' }).click();
    await again.getByLabel('Choose a picture, a video or an archive of frames').setInputFiles(person);
    await again.getByRole('heading', { name: /A live person|an attack$/ }).waitFor();
    await again.getByText('Ready to work offline', { exact: true }).waitFor();
  });

  async function open(): Promise<void> {
    await page.goto(site.url);
    await page.waitForFunction(() => crossOriginIsolated);
    await page.locator('#engine-badge[data-phase="ready"]').waitFor();
  }
});
