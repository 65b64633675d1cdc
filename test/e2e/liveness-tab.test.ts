import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { measuresQuality } from '../support/chosen-pack.ts';
import { launchChromium } from '../support/chromium-page.ts';
import { type DemoPage, openDemo } from '../support/demo-page.ts';
import { personFiles } from '../support/person-files.ts';

let browser: Browser;
let demo: DemoPage;
let person: Buffer;

beforeAll(async () => {
  browser = await launchChromium();
  person = (await personFiles(browser)).person.buffer;
  demo = await openDemo(browser, `${inject('demoUrl')}#liveness`);
  await demo.ready();
});

afterAll(() => browser.close());

function choose(name: string, mimeType: string, buffer: Buffer): Promise<void> {
  return demo.page
    .getByLabel('Choose a picture, a video or an archive of frames')
    .setInputFiles({ name, mimeType, buffer });
}

test.skipIf(!measuresQuality())(
  'the liveness tab judges a photo, and shows its quality and the answer’s JSON',
  async () => {
    await choose('person.jpg', 'image/jpeg', person);
    const answer = demo.page.getByRole('region', { name: 'Answer' });
    await answer.getByRole('heading', { name: /live person|attack/ }).waitFor();
    await demo.page.getByText('person.jpg', { exact: true }).waitFor();
    expect(await demo.page.getByRole('progressbar').isHidden()).toBe(true);
    await answer.getByRole('rowheader', { name: 'All in all' }).waitFor();
    await answer.getByText('The answer as JSON').click();
    expect(await answer.locator('pre').innerText()).toContain('"media_type": "IMAGE_FOLDER"');
    expect(demo.complaints).toEqual([]);
  },
);

test('the liveness tab takes what is pasted', async () => {
  await demo.paste({ name: 'pasted.jpg', mimeType: 'image/jpeg', buffer: person });
  await demo.page.getByText('pasted.jpg', { exact: true }).waitFor();
  const answer = demo.page.getByRole('region', { name: 'Answer' });
  await answer.getByRole('heading', { name: /live person|attack/ }).waitFor();
});

test('the liveness tab says what is wrong with a file that is no medium', async () => {
  await choose('note.txt', 'text/plain', Buffer.from('This is no picture.'));
  const alert = demo.page.getByRole('alert');
  await alert.getByText('This can’t be analysed').waitFor();
  await alert.getByText('LDE-002004').waitFor();
});
