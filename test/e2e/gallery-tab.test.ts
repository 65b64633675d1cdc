import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium-page.ts';
import { openDemo, type TestFile } from '../support/demo-page.ts';
import { personFiles } from '../support/person-files.ts';

let browser: Browser;
let person: TestFile;
let samePerson: TestFile;
let otherPerson: TestFile;

beforeAll(async () => {
  browser = await launchChromium();
  ({ person, samePerson, otherPerson } = await personFiles(browser));
});
afterAll(() => browser.close());

test('a picture without a name is kept until the name is there', async () => {
  const demo = await openDemo(browser, `${inject('demoUrl')}#gallery`);
  const { page } = demo;
  await page.getByLabel('Choose a photo: Picture to enrol').setInputFiles(person);
  await page.getByText('Who is it? Give a name.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('text');
  await page.keyboard.type('Eve');
  await page.keyboard.press('Enter');
  await page.getByText('Eve is enrolled with one picture.').first().waitFor();
  expect(await page.getByText('Who is it? Give a name.').isHidden()).toBe(true);
  await page.getByRole('button', { name: 'Export' }).focus();
  await demo.paste(samePerson);
  await page.getByText('This is Eve.').first().waitFor();
  expect(demo.complaints).toEqual([]);
  await demo.close();
});

test('the gallery tab enrols, recognises after a reload, exports, removes, imports and erases', async () => {
  const demo = await openDemo(browser, `${inject('demoUrl')}#gallery`);
  const { page } = demo;
  const says = (text: string) => page.locator('.gallery-message', { hasText: text }).waitFor();
  const enrol = async (name: string, file: TestFile, keep: boolean) => {
    await page.getByLabel('Name').fill(name);
    await page.getByLabel(/Keep the picture/).setChecked(keep);
    await page.getByLabel('Choose a photo: Picture to enrol').setInputFiles(file);
    await says(`${name} is enrolled with one picture.`);
  };
  await enrol('Ada', person, true);
  await enrol('Bob', otherPerson, false);

  await page.reload();
  await page.getByRole('heading', { name: 'Enrolled: 2' }).waitFor();
  await page.getByLabel('Choose a photo: Picture to identify').setInputFiles(samePerson);
  await says('This is Ada.');
  const matches = page.getByRole('list', { name: 'Best matches' }).getByRole('listitem');
  expect(await matches.first().getAttribute('data-decision')).toBe('approved');
  expect(await matches.first().locator('canvas').count()).toBe(1);
  if (process.env.SCREENSHOTS) {
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/gallery.png`, fullPage: true });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/gallery-phone.png`, fullPage: true });
    await page.setViewportSize({ width: 1280, height: 860 });
  }

  await page.getByLabel('Passphrase of the file (optional)').fill('correct horse');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  const file = await readFile(await download.path());
  expect(file.includes('Ada')).toBe(false);

  const question = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Remove Ada' }).click();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('heading', { name: 'Enrolled: 2' }).waitFor();
  await page.getByRole('button', { name: 'Remove Ada' }).click();
  await question.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('heading', { name: 'Enrolled: 1' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await says('One person is back.');
  await page.getByRole('button', { name: 'Remove Ada' }).click();
  await question.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('heading', { name: 'Enrolled: 1' }).waitFor();
  const exported = { name: 'people.gallery', mimeType: 'application/octet-stream', buffer: file };
  await page.getByLabel('Import a gallery file').setInputFiles(exported);
  await says('Imported: 1 new, 1 were there already.');

  await page.getByRole('button', { name: 'Erase everything' }).click();
  await question.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('heading', { name: 'Nobody is enrolled yet' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await says('2 people are back.');
  await page.getByRole('heading', { name: 'Enrolled: 2' }).waitFor();
  expect(demo.complaints).toEqual([]);
  await demo.close();
});
