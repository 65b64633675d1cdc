import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servedAddress } from '../../scripts/served-address.ts';
import type { CaptureState } from '../../src/capture/index.ts';
import { measuresQuality } from '../support/chosen-pack.ts';
import { launchChromium } from '../support/chromium-page.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { INSECURE_HOST, serveCaptureSite } from './face-capture/capture-site.ts';
import { launchWithCamera, referencePicture, type Scene } from './face-capture/fake-camera.ts';
// The page's global.
import type {} from './face-capture/page.ts';

/** A capture has to load the models, and the machine may be busy. */
const PATIENCE = { timeout: PATIENCE_MS };

let site: Awaited<ReturnType<typeof serveCaptureSite>>;
let url: string;
/** A browser whose camera shows a person. */
let browser: Browser;

beforeAll(async () => {
  site = await serveCaptureSite();
  url = servedAddress(site);
  browser = await launchWithCamera('person');
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

/** The page in a browser profile of its own, with its complaints on record. */
async function open(inBrowser = browser, options: BrowserContextOptions = {}, address = url) {
  const context = await inBrowser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const { url: source } = message.location();
    // The page has no icon; browsers look for one all the same.
    if (source.endsWith('/favicon.ico')) return;
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.text()} (${source})`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  await page.waitForFunction(() => globalThis.capturePage !== undefined);
  return { page, complaints, close: () => context.close() };
}

const button = (page: Page, name: string) => page.getByRole('button', { name });
const start = (page: Page) => button(page, 'Start the camera').click();
const log = (page: Page) => page.evaluate(() => capturePage.log);
const trackStates = (page: Page) =>
  page.evaluate(() => capturePage.tracks.map(({ readyState }) => readyState));
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = capturePage.element.shadowRoot ?? document;
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent;
  });
const reaches = (page: Page, state: CaptureState) =>
  page.waitForFunction((wanted) => capturePage.element.state === wanted, state, PATIENCE);

/** Has the models that templates need arrive when what is given back is called. */
async function holdRecognition(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/fr_feature*.onnx', async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** The component takes a picture by the engine's `quality`. */
const TAKES_PICTURES = measuresQuality();

describe.skipIf(!TAKES_PICTURES)('<face-capture> before a person', () => {
  test('takes the best picture by itself and gives it with template and liveness', async () => {
    const { page, complaints, close } = await open();
    const reference = (await referencePicture()).toString('base64');
    await page.evaluate(async () => {
      capturePage.element.engine = await capturePage.createEngine({ cache: false });
      capturePage.element.video = 1;
      Object.defineProperty(MediaStreamTrack.prototype, 'label', { value: 'OBS Virtual Camera' });
    });
    await start(page);
    await reaches(page, 'captured');
    expect((await log(page)).at(-1)).toBe('capture by itself');
    expect(await trackStates(page), 'the camera is off').toEqual(['ended']);

    const result = await page.evaluate(async (base64) => {
      const { captured, element } = capturePage;
      if (!captured || !element.engine) throw new Error('Nothing was captured');
      const { picture, template, width, height, quality, liveness, video, hints } = captured;
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const { score } = await element.engine.verify(bytes, template);
      const again = await element.engine.extract(picture);
      const bitmap = await createImageBitmap(picture);
      if (!video) throw new Error('There is no video');
      let frames = 0;
      const read = await element.engine
        .detect({ media: [{ name: 'last', content: video }] }, { onProgress: () => frames++ })
        .then(
          () => 'judged',
          ({ code }) => code,
        );
      return {
        read,
        frames,
        videoType: video.type,
        hints,
        score,
        same: (await element.engine.compare(again, template)).score,
        size: [bitmap.width, bitmap.height],
        told: [width, height],
        type: picture.type,
        quality: quality.unifiedQualityScore,
        liveness,
      };
    }, reference);
    expect(result.score).toBeGreaterThan(0.85);
    expect(result.same, 'the template is that of the picture').toBeGreaterThan(0.99);
    expect(result.type).toBe('image/jpeg');
    expect(result.size).toEqual(result.told);
    expect(result.quality).toBeGreaterThanOrEqual(70);
    // A photo that sways, where ../shared is not there, is no live video: it is read and refused.
    expect(result.read).toMatch(/^(judged|LDE-002004)$/);
    expect(result.frames).toBeGreaterThan(0);
    expect(result.videoType).toMatch(/^video\//);
    expect(result.hints).toContain('virtual-label');
    expect(result.liveness?.passed).toBe(true);
    expect(result.liveness?.score).toBeLessThanOrEqual(0.5);
    expect(complaints).toEqual([]);
    await close();
  });

  test('asks for gestures first, and gives what was made with the picture', async () => {
    const turning = await launchWithCamera('turning-person');
    const { page, complaints, close } = await open(turning);
    await page.evaluate(() => {
      const cues = { sound: true, vibration: true, speech: true };
      Object.assign(capturePage.element, {
        gestures: 'turn-right',
        challenge: 'n-1',
        liveness: false,
        ...cues,
      });
      const { log } = capturePage;
      navigator.vibrate = (pattern) => log.push(`vibrates ${pattern}`) > 0;
      speechSynthesis.speak = ({ text, lang }) => log.push(`says ${lang} ${text}`);
    });
    await start(page);
    await reaches(page, 'captured');
    const guidance = await log(page);
    expect(guidance).toContain('vibrates 40');
    expect(guidance).toContain('vibrates 40,60,80');
    expect(guidance).toContain('says en Turn your head to your right');
    expect(guidance).toContain('says en Picture taken');
    expect(guidance).toContain('turn-right');
    expect(guidance.indexOf('turn-right')).toBeLessThan(guidance.indexOf('ready'));
    const made = await page.evaluate(() => capturePage.captured?.gestures);
    expect(made).toMatchObject({ nonce: 'n-1', gestures: ['turn-right'] });
    expect(made?.steps[0]?.made).toBeGreaterThan(made?.steps[0]?.asked ?? Number.NaN);
    expect(complaints).toEqual([]);
    await close();
    await turning.close();
  });

  test('ends without a picture if a gesture is not made', async () => {
    const { page, close } = await open();
    await page.evaluate(() => capturePage.element.setAttribute('gestures', 'turn-right'));
    await start(page);
    await page.locator('face-capture [part="gesture"]').waitFor(PATIENCE);
    await page.getByText('1 movement left').waitFor();
    expect(await button(page, 'Take the picture').count(), 'no shutter yet').toBe(0);
    await reaches(page, 'failed');
    expect((await log(page)).at(-1)).toBe('error gesture-not-made');
    expect(await trackStates(page), 'the camera is off').toEqual(['ended']);
    await close();
  });

  test('shows a mirror, and takes the picture as it is', async () => {
    const { page, close } = await open();
    await page.evaluate(() => capturePage.element.start());
    await reaches(page, 'captured');
    const shown = page.locator('face-capture [part~="picture"]');
    expect(await shown.evaluate((element) => getComputedStyle(element).transform)).toContain('matrix(-1');
    const reference = (await referencePicture()).toString('base64');
    const [asItIs = 0, mirrored = 0] = await page.evaluate(differencesInPage, reference);
    expect(asItIs).toBeLessThan(mirrored);
    await close();
  });

  test('works by keyboard: start, shutter, retake, cancel', async () => {
    const { page, complaints, close } = await open();
    await page.evaluate(() => capturePage.element.setAttribute('auto', 'off'));
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Start the camera');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('Take the picture');
    await reaches(page, 'guiding');
    await page.getByText('Press the button when you are ready.').waitFor();
    await page.keyboard.press('Space');
    await reaches(page, 'captured');
    expect((await log(page)).at(-1)).toBe('capture by person');
    expect(await focused(page)).toBe('Take another');
    await page.keyboard.press('Enter');
    await reaches(page, 'guiding');
    expect(await focused(page)).toBe('Take the picture');
    await page.keyboard.press('Enter');
    await reaches(page, 'captured');
    await page.keyboard.press('Enter');
    await reaches(page, 'guiding');
    await page.keyboard.press('Escape');
    await reaches(page, 'idle');
    expect((await log(page)).at(-1)).toBe('cancel');
    expect(await focused(page)).toBe('Start the camera');
    expect(await trackStates(page)).toEqual(['ended', 'ended', 'ended']);
    expect(complaints).toEqual([]);
    await close();
  });

  test('takes a picture for a press before the other models are there, and none for it afterwards', async () => {
    const camera = await launchWithCamera('far-person');
    try {
      const { page } = await open(camera);
      const release = await holdRecognition(page);
      await page.evaluate(() => {
        capturePage.element.timeout = 2000;
      });
      await start(page);
      await page.locator('face-capture [part~="guidance"]').getByText('Come closer').waitFor(PATIENCE);
      await page.getByRole('button', { name: 'Take the picture' }).click();
      release();
      await reaches(page, 'captured');
      expect((await log(page)).at(-1)).toBe('capture by person');
      await page.getByRole('button', { name: 'Take another' }).click();
      // Guidance has gone on for long by then, with as many frames as a press waits for.
      await page.getByText('You can also take the picture yourself.').first().waitFor(PATIENCE);
      expect(await page.evaluate(() => capturePage.element.state)).toBe('guiding');
    } finally {
      await camera.close();
    }
  });

  test('leaves liveness out if the app does not want it', async () => {
    const { page, close } = await open();
    await page.evaluate(() => {
      capturePage.element.liveness = 'off'; // the attribute's word, as React 19 sets it
    });
    expect(await page.evaluate(() => capturePage.element.getAttribute('liveness'))).toBe('off');
    await start(page);
    await reaches(page, 'captured');
    expect(await page.evaluate(() => capturePage.captured?.liveness)).toBeUndefined();
    await close();
  });

  test('closes the camera when it is stopped, disabled or taken from the page', async () => {
    const { page, close } = await open();
    await page.evaluate(() => {
      capturePage.element.minQuality = 100; // no frame is as good: the search goes on
    });
    for (const end of ['stop', 'disable', 'remove'] as const) {
      await start(page);
      await reaches(page, 'guiding');
      await page.evaluate((how) => {
        const { element } = capturePage;
        if (how === 'stop') element.stop();
        if (how === 'disable') element.disabled = true;
        if (how === 'remove') element.remove();
      }, end);
      expect(new Set(await trackStates(page)), end).toEqual(new Set(['ended']));
      expect(await page.evaluate(() => capturePage.element.state)).toBe('idle');
      await page.evaluate(() => {
        capturePage.element.disabled = false;
      });
    }
    expect(await log(page)).not.toContain('cancel');
    await close();
  });

  test('says what the app wants it to say, and the rest in English', async () => {
    const { page, close } = await open();
    await page.evaluate(() => {
      capturePage.element.texts = { start: 'Kamera starten', 'low-quality': 'Mehr Licht, bitte' };
      capturePage.element.minQuality = 101;
    });
    await button(page, 'Kamera starten').click();
    await page.getByRole('status').getByText('Mehr Licht, bitte').waitFor(PATIENCE);
    expect(await button(page, 'Take the picture').count()).toBe(1);
    await close();
  });

  test('speaks the language of the page around it, from right to left if that is written so', async () => {
    const { page, complaints, close } = await open(browser, { viewport: { width: 320, height: 568 } });
    const speak = (lang: string, where: 'page' | 'element' = 'page') =>
      page.evaluate(
        ([tag, on]) => {
          (on === 'page' ? document.documentElement : capturePage.element).lang = tag;
        },
        [lang, where] as const,
      );
    await speak('de-AT');
    await button(page, 'Kamera starten').waitFor();
    await speak('ar', 'element');
    await button(page, 'تشغيل الكاميرا').waitFor();
    const base = page.locator('face-capture [part="base"]');
    expect(await base.getAttribute('lang')).toBe('ar');
    expect(await base.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    await speak('nl', 'element');
    await button(page, 'Start the camera').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('lets the person choose among several cameras', async () => {
    const two = await launchChromium([
      '--use-fake-device-for-media-stream=device-count=2',
      '--use-fake-ui-for-media-stream',
    ]);
    try {
      const { page } = await open(two);
      await start(page);
      const list = page.getByRole('combobox', { name: 'Camera' });
      await list.waitFor(PATIENCE);
      const before = await list.inputValue();
      await list.selectOption({ index: 1 });
      await page.waitForFunction(() => capturePage.tracks.length === 2);
      await reaches(page, 'guiding');
      const after = await page.evaluate(() => capturePage.tracks[1]?.getSettings().deviceId);
      expect(after).not.toBe(before);
      expect(await list.inputValue()).toBe(after);
      expect(await trackStates(page)).toEqual(['ended', 'live']);
    } finally {
      await two.close();
    }
  });

  test('pauses while the page is hidden, and goes on afterwards', async () => {
    const { page, close } = await open();
    await page.evaluate(() => {
      capturePage.element.minQuality = 101;
    });
    await start(page);
    await reaches(page, 'guiding');
    const turn = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await turn(true);
    await reaches(page, 'paused');
    expect(await page.evaluate(() => capturePage.tracks.map(({ enabled }) => enabled))).toEqual([false]);
    await turn(false);
    await reaches(page, 'guiding');
    await close();
  });
});

describe('<face-capture> guides', () => {
  const scenes: [Scene, string, string][] = [
    ['nobody', 'no-face', 'Put your face in the oval'],
    ['two-people', 'several-faces', 'One person only'],
    ['far-person', 'move-closer', 'Come closer'],
    ['dark-room', 'too-dark', 'Too dark'],
  ];
  test('says where to stand before the other models are there, and how far they are', async () => {
    const camera = await launchWithCamera('far-person');
    try {
      const { page } = await open(camera);
      const release = await holdRecognition(page);
      await page.evaluate(() => {
        capturePage.element.timeout = 0;
      });
      await start(page);
      await page.locator('face-capture [part~="guidance"]').getByText('Come closer').waitFor(PATIENCE);
      const bar = page.getByRole('progressbar', { name: 'Getting ready' });
      await bar.waitFor();
      expect(await page.getByText('You can also take the picture yourself.').count(), 'not yet').toBe(0);
      release();
      await bar.waitFor({ state: 'hidden', ...PATIENCE });
      await page.getByText('You can also take the picture yourself.').first().waitFor(PATIENCE);
    } finally {
      await camera.close();
    }
  });

  for (const [scene, code, text] of scenes) {
    test(`says "${text}" to a camera that shows: ${scene}`, async () => {
      const camera = await launchWithCamera(scene);
      try {
        const { page, complaints } = await open(camera);
        await page.evaluate(() => {
          capturePage.element.timeout = 1500;
        });
        await start(page);
        await page.locator('face-capture [part~="guidance"]').getByText(text).waitFor(PATIENCE);
        await page.getByText('You can also take the picture yourself.').first().waitFor(PATIENCE);
        const entries = await log(page);
        expect(entries).toContain(code);
        expect(entries).not.toContain('ready');
        expect(entries.some((entry) => entry.startsWith('capture'))).toBe(false);
        expect(complaints).toEqual([]);
      } finally {
        await camera.close();
      }
    });
  }
});

describe('<face-capture> in trouble', () => {
  /** Expects it to be told to the app and the person, who can try again. */
  async function expectError(page: Page, reason: string, text: RegExp): Promise<void> {
    await reaches(page, 'failed');
    expect((await log(page)).at(-1)).toBe(`error ${reason}`);
    await page.locator('face-capture [part~="message"]').getByText(text).waitFor();
    expect(await page.getByRole('status').textContent()).toMatch(text);
    expect(await focused(page)).toBe('Try again');
    expect(new Set(await trackStates(page))).not.toContain('live');
  }

  test('says that the camera is not allowed', async () => {
    const asking = await launchChromium(['--use-fake-device-for-media-stream']);
    try {
      const { page } = await open(asking);
      await start(page);
      await expectError(page, 'permission-denied', /not allowed/);
    } finally {
      await asking.close();
    }
  });

  test('says that there is no camera', async () => {
    const without = await launchChromium();
    try {
      const { page } = await open(without, { permissions: ['camera'] });
      await start(page);
      await expectError(page, 'no-camera', /No camera was found/);
    } finally {
      await without.close();
    }
  });

  test('says that the page must be opened over https', async () => {
    const insecure = await launchChromium([`--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`]);
    try {
      const { page } = await open(insecure, {}, url.replace('127.0.0.1', INSECURE_HOST));
      await start(page);
      await expectError(page, 'insecure-context', /https/);
    } finally {
      await insecure.close();
    }
  });

  test('says that another program has the camera', async () => {
    const { page, close } = await open();
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException('Could not start video source', 'NotReadableError');
      };
    });
    await start(page);
    await expectError(page, 'camera-busy', /Another program/);
    await close();
  });

  test.skipIf(!TAKES_PICTURES)('says that the camera went away, and works when it is back', async () => {
    const { page, close } = await open();
    await page.evaluate(() => {
      capturePage.element.minQuality = 101;
    });
    await start(page);
    await reaches(page, 'guiding');
    await page.evaluate(() => {
      const [track] = capturePage.tracks;
      track?.stop();
      track?.dispatchEvent(new Event('ended'));
      capturePage.element.minQuality = 0;
    });
    await expectError(page, 'camera-unplugged', /The camera stopped/);
    await button(page, 'Try again').click();
    await reaches(page, 'captured');
    await close();
  });

  test.skipIf(!TAKES_PICTURES)('says why the engine can’t work, and works once it can', async () => {
    const { page, close } = await open();
    await page.route('**/*.onnx', (route) => route.fulfill({ status: 404, body: 'no such file' }));
    await start(page);
    await expectError(page, 'engine-failed', /face check can’t run/);
    await page
      .locator('face-capture [part~="reason"]')
      .getByText(/fr_\w+/)
      .waitFor();
    await page.unroute('**/*.onnx');
    await button(page, 'Try again').click();
    await reaches(page, 'captured');
    await close();
  });
});

describe.skipIf(!TAKES_PICTURES)('<face-capture> for everyone', () => {
  const axe = readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

  /** What axe-core finds at all, as lines. */
  async function findings(page: Page): Promise<string[]> {
    await page.evaluate(await axe);
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run(document);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
      );
    });
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no accessibility fault and fits a narrow phone, ${colorScheme}`, async () => {
      const { page, close } = await open(browser, {
        viewport: { width: 320, height: 568 },
        colorScheme,
      });
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const check = async (what: string) => {
        expect(await findings(page), what).toEqual([]);
        expect(await overflow(), what).toBeLessThanOrEqual(0);
      };
      await check('idle');
      await page.evaluate(() => {
        capturePage.element.tips = true;
      });
      expect(await page.getByRole('list', { name: 'Before you start' }).getByRole('listitem').count()).toBe(
        3,
      );
      await check('tips');
      await page.evaluate(() => {
        capturePage.element.minQuality = 101;
        capturePage.element.timeout = 0;
      });
      await start(page);
      await reaches(page, 'guiding');
      await check('guiding');
      await page.evaluate(() => {
        capturePage.element.minQuality = 0;
      });
      await reaches(page, 'captured');
      await check('captured');
      await page.evaluate(() => {
        navigator.mediaDevices.getUserMedia = async () => {
          throw new DOMException('Requested device not found', 'NotFoundError');
        };
      });
      await button(page, 'Take another').click();
      await reaches(page, 'failed');
      await check('failed');
      await close();
    });
  }
});

/** Runs in the page: how much the picture taken differs from another, as it is and mirrored. */
async function differencesInPage(base64: string): Promise<number[]> {
  const side = 32;
  const pixels = async (picture: Blob, mirrored: boolean) => {
    const context = new OffscreenCanvas(side, side).getContext('2d');
    if (!context || !picture) throw new Error('No canvas, or nothing captured');
    if (mirrored) context.setTransform(-1, 0, 0, 1, side, 0);
    context.drawImage(await createImageBitmap(picture), 0, 0, side, side);
    return context.getImageData(0, 0, side, side).data;
  };
  const { captured } = capturePage;
  if (!captured) throw new Error('Nothing was captured');
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const other = await pixels(new Blob([bytes]), false);
  const differences: number[] = [];
  for (const mirrored of [false, true]) {
    const own = await pixels(captured.picture, mirrored);
    differences.push(own.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0));
  }
  return differences;
}
