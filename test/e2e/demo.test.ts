import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { defaultPack } from '../../src/page/default-pack.ts';
import { filesOf, modelOf } from '../../src/runtime/model-pack.ts';
import { seriousFindings } from '../support/accessibility.ts';
import { measuresQuality } from '../support/chosen-pack.ts';
import { launchChromium } from '../support/chromium-page.ts';
import { cropSample } from '../support/crop-in-page.ts';
import { type DemoPage, openDemo, type TestFile } from '../support/demo-page.ts';
import { sampleFile } from '../support/folders.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { personFiles } from '../support/person-files.ts';
import { launchWithCamera } from './face-capture/fake-camera.ts';

const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 860 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
};

/** Name of the recogniser's file as the build keeps it, before its hash. */
const RECOGNISER = modelOf(defaultPack, 'embedding').file.replace('.onnx', '');

let browser: Browser;
/** One person in two photos, another person, a wall without a face, three people, no picture at all. */
let files: Record<'person' | 'samePerson' | 'otherPerson' | 'noFace' | 'group' | 'text', TestFile>;

beforeAll(async () => {
  browser = await launchChromium();
  const page = await browser.newPage();
  const jpeg = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });
  files = {
    ...(await personFiles(browser)),
    noFace: jpeg('d.jpg', await cropSample(page, 1, { x: 0, y: 0, width: 400, height: 350 })),
    group: jpeg('e.jpg', await readFile(sampleFile(1))),
    text: { name: 'note.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('This is no picture.') },
  };
  await page.close();
});

afterAll(() => browser.close());

/** What assistive technology and people read as the answer. */
const verdict = (page: Page) => page.getByRole('region', { name: /same person|No comparison|Which face/ });

describe('the demo page', () => {
  let demo: DemoPage;
  beforeEach(async () => {
    demo = await openDemo(browser, inject('demoUrl'), DESKTOP);
  });
  afterEach(async () => {
    const { complaints } = demo;
    await demo.close();
    expect(complaints, 'complaints of the console or the security policy').toEqual([]);
  });

  test('says that two photos of one person show the same person', async () => {
    await demo.choose('First picture', files.person);
    await demo.choose('Second picture', files.samePerson);
    const answer = verdict(demo.page);
    await answer.getByRole('heading', { name: 'The same person' }).waitFor();
    expect(Number(await answer.locator('.verdict-score strong').textContent())).toBeGreaterThanOrEqual(0.85);
    expect(await demo.page.getByRole('status').textContent()).toContain('The same person.');
  });

  test('says that photos of two people do not', async () => {
    await demo.choose('First picture', files.person);
    await demo.choose('Second picture', files.otherPerson);
    await verdict(demo.page).getByRole('heading', { name: 'Not the same person' }).waitFor();
  });

  test('says so if there is no face, and goes on with another picture', async () => {
    await demo.choose('First picture', files.noFace);
    await demo.says('First picture', 'No face found.');
    await demo.choose('First picture', files.person);
    await demo.says('First picture', 'One face found');
    expect(await demo.page.locator('.slot').getByText('No face found.').count()).toBe(0);
  });

  test('outlines several faces and compares the one the person chooses', async () => {
    await demo.choose('First picture', files.group);
    await demo.choose('Second picture', files.samePerson);
    await demo.says('First picture', '3 faces found.');
    await verdict(demo.page).getByRole('heading', { name: 'Which face is it?' }).waitFor();
    expect(await demo.page.getByRole('radio', { name: /^Face \d of 3/ }).count()).toBe(3);
    const face = (place: number) =>
      demo.page.getByRole('radio', { name: `Face ${place} of 3 from the left` });
    await face(3).click();
    await verdict(demo.page).getByRole('heading', { name: 'The same person' }).waitFor();
    await face(1).click();
    await verdict(demo.page).getByRole('heading', { name: 'Not the same person' }).waitFor();
  });

  test('says that a file is no picture', async () => {
    await demo.choose('Second picture', files.text);
    await demo.says('Second picture', 'This file can’t be read as a picture.');
  });

  test('shows how far the models are loaded, then what they run on and how long each stage took', async () => {
    await demo.ready();
    expect(await demo.page.locator('#engine-badge').textContent()).toMatch(/^(WASM|WebGPU)/);
    expect(await demo.page.getByRole('progressbar').count()).toBe(0);
    const facts = demo.page.getByRole('region', { name: 'What it runs on' });
    expect(await facts.textContent()).toMatch(/Backend(WASM|WebGPU).*onnxruntime-web \d/);
    await demo.choose('First picture', files.person);
    const stages = demo.page.getByRole('region', { name: 'Where the time goes' });
    await stages.getByRole('row', { name: /Make the templates \d/ }).waitFor();
  });

  test('needs no pointer: choose, pick a face, remove, all by keyboard', async () => {
    const { page } = demo;
    let offered = files.group;
    page.on('filechooser', (chooser) => void chooser.setFiles(offered));
    await demo.ready();
    const pressTabUntil = async (label: string) => {
      for (let presses = 0; presses < 20; presses++) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
        if (focused === label) return;
      }
      throw new Error(`Tab does not reach "${label}"`);
    };
    await pressTabUntil('Choose a photo: First picture');
    await page.keyboard.press('Enter');
    await demo.says('First picture', '3 faces found.');
    offered = files.samePerson;
    await pressTabUntil('Choose a photo: Second picture');
    await page.keyboard.press('Enter');
    await demo.says('Second picture', 'One face found');
    await page.getByLabel('Choose a photo: First picture').focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await verdict(page)
      .getByRole('heading', { name: /ame person/ })
      .waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await verdict(page).getByRole('heading', { name: 'No comparison yet' }).waitFor();
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(focused, 'focus stays in the slot').toBe('Choose a photo: First picture');
  });

  test('takes a picture that is dropped, and two at once', async () => {
    const pictures = [files.person, files.samePerson].map(({ name, mimeType, buffer }) => ({
      name,
      mimeType,
      base64: buffer.toString('base64'),
    }));
    const dataTransfer = await demo.page.evaluateHandle((dropped) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of dropped) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      return transfer;
    }, pictures);
    await demo.page.getByRole('region', { name: 'First picture' }).dispatchEvent('drop', { dataTransfer });
    await verdict(demo.page).getByRole('heading', { name: 'The same person' }).waitFor();
  });

  test('fills both slots with drawn people at one click', async () => {
    await demo.page.getByRole('button', { name: 'One person, twice' }).click();
    await verdict(demo.page).getByRole('heading', { name: 'The same person' }).waitFor();
    await demo.page.getByRole('button', { name: 'Two people' }).click();
    await verdict(demo.page).getByRole('heading', { name: 'Not the same person' }).waitFor();
  });

  test('takes a picture that is pasted into the first empty slot', async () => {
    await demo.paste(files.person);
    await demo.says('First picture', 'One face found');
  });

  test('sends nothing: no request to another host, none with a body, none at all for a comparison', async () => {
    await demo.ready();
    // The service worker fetches the page's own files once, the models last, to have them offline.
    await expect
      .poll(
        () => demo.page.evaluate(async () => (await (await caches.open('inpage-face-models')).keys()).length),
        { timeout: PATIENCE_MS },
      )
      .toBe(filesOf(defaultPack.manifest).length);
    const before = demo.requests.length;
    await demo.choose('First picture', files.person);
    await demo.choose('Second picture', files.samePerson);
    await verdict(demo.page).getByRole('heading', { name: 'The same person' }).waitFor();
    expect(demo.requests.slice(before).map((request) => request.url())).toEqual([]);
    const { origin } = new URL(inject('demoUrl'));
    for (const request of demo.requests) {
      expect(new URL(request.url()).origin).toBe(origin);
      expect(request.method()).toBe('GET');
      expect(request.postDataBuffer()).toBeNull();
    }
    expect(before, 'requests are on record at all').toBeGreaterThan(5);
  });

  test('compares with the network switched off', async () => {
    await demo.ready();
    await demo.page.context().setOffline(true);
    await demo.choose('First picture', files.person);
    await demo.choose('Second picture', files.samePerson);
    await verdict(demo.page).getByRole('heading', { name: 'The same person' }).waitFor();
  });

  test('leaves its engine for the console', async () => {
    await demo.ready();
    const version = await demo.page.evaluate(() => globalThis.engine?.version());
    expect(version?.tfss).toMatch(/^onnxruntime-web/);
    expect(await demo.page.evaluate(() => typeof globalThis.inpageFace?.createEngine)).toBe('function');
  });
});

describe('the demo page in trouble', () => {
  test('shows the progress in bytes while the models load', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const demo = await openDemo(browser, inject('demoUrl'), DESKTOP, (page) =>
      page.route('**/*.onnx', async (route) => {
        if (route.request().url().includes(RECOGNISER)) await held;
        await route.continue();
      }),
    );
    await demo.page.getByText(/Loading \d+\.\d of \d+\.\d MB/).waitFor();
    expect(await demo.page.getByRole('progressbar', { name: 'Loading the face models' }).count()).toBe(1);
    release();
    await demo.ready();
    await demo.close();
  });

  test('says that the models are missing, and works once they are there', async () => {
    // A service worker's requests pass the page's route by: it may have kept the models before they are missed.
    const alone = { ...DESKTOP, serviceWorkers: 'block' } as const;
    const demo = await openDemo(browser, inject('demoUrl'), alone, (page) =>
      page.route('**/*.onnx', (route) => route.fulfill({ status: 404, body: 'no such file' })),
    );
    const alert = demo.page.getByRole('alert');
    await alert.getByText('The face models can’t be used').waitFor();
    await demo.choose('First picture', files.person);
    await demo.says('First picture', 'The face models can’t be used');
    await demo.page.unroute('**/*.onnx');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await demo.says('First picture', 'One face found');
    expect(await alert.count()).toBe(0);
    await demo.close();
  });

  test('says what to do if the camera is refused, and gives the focus back', async () => {
    const demo = await openDemo(browser, inject('demoUrl'), DESKTOP);
    const button = demo.page.getByRole('button', { name: 'Use the camera: First picture' });
    await button.click();
    await demo.page
      .getByRole('dialog')
      .getByRole('paragraph')
      .filter({ hasText: /camera is not allowed|No camera was found/ })
      .waitFor();
    await demo.page.keyboard.press('Escape');
    await demo.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    await demo.close();
  });
});

describe.skipIf(!measuresQuality())('the demo page with a camera', () => {
  test('takes a picture and a clip of the person before it', async () => {
    const withCamera = await launchWithCamera('person');
    try {
      const demo = await openDemo(withCamera, inject('demoUrl'), DESKTOP);
      const { page } = demo;
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'Use the camera: First picture' }).click();
      await demo.says('First picture', 'One face found');
      expect(await dialog.count()).toBe(0);

      await page.getByRole('link', { name: 'Liveness' }).click();
      const answer = page.getByRole('region', { name: 'Answer' });
      const judged = answer.getByRole('heading', { name: /live person|attack/ });
      await page.getByRole('button', { name: 'Take a picture' }).click();
      await judged.waitFor();
      expect(await answer.locator('pre').textContent()).toContain('IMAGE_FOLDER');

      await page.getByRole('button', { name: 'Record a clip' }).click();
      await dialog.getByText('Recording: turn your head.').waitFor();
      expect(await seriousFindings(page), 'the camera').toEqual([]);
      await page.getByText('camera-clip', { exact: true }).waitFor();
      // What the camera of the test shows comes again and again, which the engine may notice.
      await judged.or(answer.getByRole('alert')).waitFor();
      expect(await dialog.count()).toBe(0);
      expect(demo.complaints).toEqual([]);
    } finally {
      await withCamera.close();
    }
  });
});

describe('the demo page for everyone', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no serious accessibility fault, ${colorScheme}`, async () => {
      const demo = await openDemo(browser, inject('demoUrl'), { ...DESKTOP, colorScheme });
      await demo.ready();
      expect(await seriousFindings(demo.page), 'empty').toEqual([]);
      await demo.choose('First picture', files.noFace);
      await demo.says('First picture', 'No face found.');
      await demo.choose('Second picture', files.group);
      await demo.says('Second picture', '3 faces found.');
      expect(await seriousFindings(demo.page), 'problem and choice').toEqual([]);
      await demo.choose('First picture', files.person);
      await demo.page.getByRole('radio').last().click();
      await verdict(demo.page).getByRole('heading', { name: 'The same person' }).waitFor();
      expect(await seriousFindings(demo.page), 'answer').toEqual([]);
      await demo.close();
    });
  }

  test('fits a phone without sideways scrolling in every state', async () => {
    const demo = await openDemo(browser, inject('demoUrl'), PHONE);
    const overflow = () => demo.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await overflow(), 'loading').toBeLessThanOrEqual(0);
    await demo.ready();
    expect(await overflow(), 'empty').toBeLessThanOrEqual(0);
    await demo.choose('First picture', files.group);
    await demo.choose('Second picture', files.text);
    await demo.says('First picture', '3 faces found.');
    await demo.says('Second picture', 'This file can’t be read as a picture.');
    expect(await overflow(), 'choice and problem').toBeLessThanOrEqual(0);
    await demo.choose('First picture', files.person);
    await demo.choose('Second picture', files.samePerson);
    await verdict(demo.page).getByRole('heading', { name: 'The same person' }).waitFor();
    expect(await overflow(), 'answer').toBeLessThanOrEqual(0);
    await demo.close();
  });
});
