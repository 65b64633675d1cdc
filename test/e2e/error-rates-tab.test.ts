import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { seriousFindings } from '../support/accessibility.ts';
import { launchChromium } from '../support/chromium-page.ts';
import { type DemoPage, openDemo } from '../support/demo-page.ts';

describe('the tab that says how sure it is', () => {
  let browser: Browser;
  let demo: DemoPage;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    demo = await openDemo(browser, `${inject('demoUrl')}#how-sure`);
    page = demo.page;
  });
  afterEach(async () => {
    const { complaints } = demo;
    await demo.close();
    expect(complaints).toEqual([]);
  });

  const strangers = () => page.getByRole('region', { name: /^Strangers who pass/ });
  const genuine = () => page.getByRole('region', { name: /^Genuine people asked again/ });
  const gallery = () => page.getByRole('region', { name: /^Searching among many people/ });
  const slider = () => page.getByRole('slider', { name: 'Threshold' });

  test('says in plain words what the threshold does, and how sure that is', async () => {
    expect(await slider().inputValue()).toBe('0.85');
    await strangers()
      .getByText(/^About 1 in 10,000 strangers would pass\.$/)
      .waitFor();
    await strangers()
      .getByText(/^\d+ of [\d,]+ pairs; 95 % interval 0\.00\d+ % to 0\.01\d* %\./)
      .waitFor();
    await genuine()
      .getByText(/^About \d of 100 genuine people would be asked again\.$/)
      .waitFor();
    await gallery()
      .getByText(/^About \d+ of 100 strangers would be taken for somebody\.$/)
      .waitFor();
  });

  test('follows the threshold by keyboard, by number, by button and by pointer', async () => {
    await slider().focus();
    await page.keyboard.press('Home');
    await strangers().getByText('Every stranger would pass.').waitFor();
    expect(await slider().getAttribute('aria-valuetext')).toMatch(/^0\.000\. Every stranger would pass\./);
    await page.keyboard.press('End');
    await genuine().getByText('Every genuine person would be asked again.').waitFor();
    await strangers()
      .getByText(/rule of three/)
      .waitFor();

    await page.getByLabel('Accept from score').fill('0.7');
    await page.getByLabel('Accept from score').press('Enter');
    expect(await slider().inputValue()).toBe('0.7');
    // The address keeps it, for links and for a reload.
    await page.waitForURL(/#how-sure\/0\.700$/);
    await page.reload();
    expect(await slider().inputValue()).toBe('0.7');

    await page.getByRole('button', { name: 'A person looks: 0.50' }).click();
    await strangers().getByText('About 1 of 100 strangers would pass.').waitFor();

    const chart = page.getByRole('img', { name: /^Error rates over the threshold/ });
    const box = await chart.boundingBox();
    if (!box) throw new Error('The chart is not shown');
    await chart.click({ position: { x: box.width - 14, y: box.height / 2 } });
    expect(await slider().inputValue()).toBe('1');
  });

  test('reckons with the people of a gallery', async () => {
    await page.getByLabel('People enrolled').selectOption('1');
    await gallery()
      .getByText(/^About 1 in 10,000 strangers would be taken for somebody\.$/)
      .waitFor();
    await page.getByLabel('People enrolled').selectOption('100000');
    await gallery().getByText('Nearly every stranger would be taken for somebody.').waitFor();
  });

  test('says what a score of a bad picture is worth', async () => {
    const section = page.getByRole('region', { name: 'What a score of a bad picture is worth' });
    await section.getByText(/ten times as many as of good pictures/).waitFor();
    expect(await section.getByRole('listitem').count()).toBe(4);
  });

  test('gives the curves as a table, and says whose pictures they are of', async () => {
    await page.getByText('The same figures as a table').click();
    const row = page.getByRole('row', { name: /^0\.85 / });
    expect(await row.getByRole('cell').allTextContents()).toEqual([
      expect.stringMatching(/^0\.\d{3}$/),
      expect.stringMatching(/^\d+ \(0\.00\d+ %\)$/),
      expect.stringMatching(/^\d+ \(\d(\.\d)? %\)$/),
    ]);
    const sample = page.getByRole('region', { name: 'How far to trust these figures' });
    expect(await sample.innerText()).toContain('Labeled Faces in the Wild, a research benchmark');
    expect(await sample.innerText()).toContain('npm run evaluate -- ');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no serious accessibility fault and fits a phone, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      expect(await seriousFindings(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.getByText('The same figures as a table').click();
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      expect(await seriousFindings(page)).toEqual([]);
    });
  }
});
