import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../scripts/project.mjs';
import { launchChromium } from '../support/chromium-page.ts';
import { openDemo, type TestFile } from '../support/demo-page.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { personFiles } from '../support/person-files.ts';
import { TestSite } from './service-worker/test-site.ts';

/** The policy that the engine promises to work under, on WASM. */
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; object-src 'none'; require-trusted-types-for 'script'";
const REPORTS = '/policy-reports';

/** Where a test finds what the page's own listener heard. */
declare global {
  var violations: string[] | undefined;
}

let browser: Browser;
let person: TestFile;
let samePerson: TestFile;

beforeAll(async () => {
  browser = await launchChromium();
  ({ person, samePerson } = await personFiles(browser));
});
afterAll(() => browser?.close());

test('under the strict policy every tab works, and neither the page nor a worker violates it', async () => {
  const site = await TestSite.serve(join(ROOT, 'build/demo'), {
    headers: {
      'Content-Security-Policy': POLICY,
      // The same once more, for its reports: workers have no listener of ours.
      'Content-Security-Policy-Report-Only': `${POLICY}; report-uri ${REPORTS}`,
    },
  });
  const reports: string[] = [];
  site.overrides.set(REPORTS, (response) => {
    response.req.setEncoding('utf8').on('data', (part: string) => reports.push(part));
    response.req.on('end', () => response.writeHead(204).end());
  });
  const demo = await openDemo(browser, site.url, {}, (page) =>
    page.addInitScript(() => {
      globalThis.violations = [];
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
        globalThis.violations?.push(`${violatedDirective} ${blockedURI} ${sample}`);
      });
    }),
  );
  const { page } = demo;
  await demo.ready();
  expect(await page.locator('#engine-badge').textContent()).toContain('WASM');

  await demo.choose('First picture', person);
  await demo.choose('Second picture', samePerson);
  await page.getByRole('heading', { name: 'The same person' }).waitFor();

  await page.getByRole('link', { name: 'Liveness' }).click();
  await page.getByLabel('Choose a picture, a video or an archive of frames').setInputFiles(person);
  await page.getByRole('heading', { name: /A live person|an attack$/ }).waitFor();

  await page.getByRole('link', { name: 'Gallery' }).click();
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel(/Keep the picture/).check();
  await page.getByLabel('Choose a photo: Picture to enrol').setInputFiles(person);
  await page.getByText('Ada is enrolled with one picture.').first().waitFor();
  await page.getByLabel('Choose a photo: Picture to identify').setInputFiles(samePerson);
  await page.getByText('This is Ada.').first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(await download.failure()).toBeNull();

  await page.getByRole('link', { name: 'How sure is it' }).click();
  await page.getByRole('slider', { name: 'Threshold' }).press('ArrowLeft');

  await page.getByRole('link', { name: 'HTTP API' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText(/^200 OK in/).waitFor();

  expect(await page.evaluate(() => globalThis.violations)).toEqual([]);
  expect(reports).toEqual([]);
  expect(demo.complaints).toEqual([]);

  // The net that found nothing does hold: what the policy forbids is heard and reported.
  await page.evaluate(() => new Image().setAttribute('src', 'https://elsewhere.example/picture.png'));
  await expect.poll(() => reports.length, { timeout: PATIENCE_MS }).toBeGreaterThan(0);
  expect(await page.evaluate(() => globalThis.violations?.length)).toBeGreaterThan(0);
  await demo.close();
  await site.close();
});
