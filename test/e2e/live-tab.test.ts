import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium-page.ts';
import { type DemoPage, openDemo } from '../support/demo-page.ts';
import { personFiles } from '../support/person-files.ts';

let browser: Browser;
let demo: DemoPage;

beforeAll(async () => {
  browser = await launchChromium();
  const { person } = await personFiles(browser);
  demo = await openDemo(browser, `${inject('demoUrl')}#live`, {}, (page) =>
    // The camera shows the person's photo, swaying.
    page.addInitScript((photo) => {
      navigator.mediaDevices.getUserMedia = async () => {
        // The page's policy lets no picture in by its address.
        const bytes = Uint8Array.from(atob(photo), (character) => character.charCodeAt(0));
        const picture = await createImageBitmap(new Blob([bytes]));
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [640, 480];
        const context = canvas.getContext('2d');
        const height = 480;
        const width = (height * picture.width) / picture.height;
        let frame = 0;
        setInterval(() => {
          context?.fillRect(0, 0, 640, 480);
          context?.drawImage(picture, (640 - width) / 2 + 5 * Math.sin(frame++ / 5), 0, width, height);
        }, 40);
        return canvas.captureStream();
      };
    }, person.buffer.toString('base64')),
  );
  await demo.ready();
});

afterAll(() => browser.close());

test('the live tab follows the face before the camera, and lets go of the camera', async () => {
  const { page } = demo;
  await page.getByRole('button', { name: 'Start the camera' }).click();
  const faces = page.getByRole('list', { name: 'Faces' });
  await faces.getByText('Person 1').waitFor();
  await faces.getByText(/quality \d+ of 100/).waitFor();
  await page.getByText(/results a second/).waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await faces.waitFor({ state: 'hidden' });
  expect(
    await page.evaluate(() => document.querySelector<HTMLVideoElement>('.live video')?.srcObject),
  ).toBeNull();
  expect(demo.complaints).toEqual([]);
});

test('it asks for gestures, and says what to do', async () => {
  const { page } = demo;
  await page.getByRole('button', { name: 'Ask me for two gestures' }).click();
  await page.getByText('Look into the camera. (0 of 2 made)').waitFor();
  // The photo looks into the camera: that is the start.
  await page.getByText(/^(?!Look into the camera).+ \(0 of 2 made\)$/).waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Ask me for two gestures' }).waitFor();
  expect(demo.complaints).toEqual([]);
});
