import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ISOLATION_HEADERS } from '../../vite.config.ts';
import { launchWithCamera } from '../e2e/face-capture/fake-camera.ts';
import { seriousFindings } from '../support/accessibility.ts';
import { measuresQuality } from '../support/chosen-pack.ts';
import { launchChromium } from '../support/chromium-page.ts';
import type { TestFile } from '../support/demo-page.ts';
import { personFiles } from '../support/person-files.ts';
import { hasShared } from '../support/provided.ts';
import { buildExample, installExample, STRICT_POLICY, serveFolder, startDevelopment } from './consumer.ts';
import { pasteApp, takePicture } from './documented-apps.ts';

/** Besides what the package asks for: an app that shows pictures. */
const HEADERS = {
  ...ISOLATION_HEADERS,
  'Content-Security-Policy': `${STRICT_POLICY}; img-src 'self' blob:`,
};

/** No picture at all. */
const BROKEN: TestFile = { name: 'broken.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') };

/** Its camera shows a person. */
let browser: Browser;
let photos: Awaited<ReturnType<typeof personFiles>>;

beforeAll(async () => {
  browser = await launchWithCamera('person');
  photos = await personFiles(browser);
});

afterAll(() => browser?.close());

/** An example opened in a profile of its own. */
interface Opened {
  page: Page;
  context: BrowserContext;
  says: (text: string | RegExp) => Promise<void>;
  press: (name: string) => Promise<void>;
}

/** Goes through an example; it must complain of nothing, and be usable by everyone in the end, in light and dark. */
async function goThrough(url: string, go: (opened: Opened) => Promise<void>, inBrowser = browser) {
  const context = await inBrowser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    const complaints: string[] = [];
    context.on('console', (message) => {
      const { url: source } = message.location();
      // Browsers ask for an icon by themselves.
      if (source.endsWith('/favicon.ico') || !['error', 'warning'].includes(message.type())) return;
      complaints.push(`${message.text()} (${source})`);
    });
    context.on('weberror', (error) => complaints.push(String(error.error())));
    const page = await context.newPage();
    page.on('dialog', (dialog) => dialog.accept());
    await page.goto(url);
    await go({
      page,
      context,
      says: (text) => page.getByText(text).filter({ visible: true }).first().waitFor(),
      press: (name) => page.getByRole('button', { name, exact: true }).click(),
    });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousFindings(page), colorScheme).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

/** The person, or the browser's settings, say no to the camera. */
async function refuseCamera(page: Page): Promise<void> {
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('Permission denied', 'NotAllowedError');
    };
  });
}

async function attend({ page, says, press }: Opened): Promise<void> {
  const passphrase = page.getByLabel('Passphrase of this list');
  await passphrase.fill('correct horse');
  await press('Open the list');
  await says('Nobody is enrolled yet.');

  await press('Enrol someone');
  await page.getByLabel('Name').fill('Ada');
  await press('Start the camera');
  await says('Ada is enrolled.');
  await press('Start the camera');
  await says('Welcome, Ada.');
  await page.getByRole('heading', { name: 'Came today: 1 of 1' }).waitFor();

  await press('Enrol someone');
  await page.getByLabel('Name').fill('Countess');
  await press('Start the camera');
  await says('This face is on the list already, as Ada.');

  await press('Check in');
  await refuseCamera(page);
  await press('Start the camera');
  await says('Without a camera people are marked by hand');

  await press('Lock');
  await passphrase.fill('wrong horse');
  await press('Open the list');
  await says('That is not the passphrase of this list.');
  await passphrase.fill('correct horse');
  await press('Open the list');
  await page.getByRole('heading', { name: 'Came today: 1 of 1' }).waitFor();
}

async function logIn({ page, says, press }: Opened): Promise<void> {
  await page.getByLabel('Your name').fill('Ada');
  await press('Start the camera');
  await page.getByRole('heading', { name: 'Welcome back, Ada' }).waitFor();
  await press('Start the camera');
  await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
  await press('Log out');

  await page.reload();
  await page.getByRole('heading', { name: 'Welcome back, Ada' }).waitFor();
  await refuseCamera(page);
  await press('Start the camera');
  await says('Without a camera you would log in by your password here.');
  await press('Delete my account');
  await says('Nobody has enrolled on this device yet');
}

/** Runs with what the camera of the test browser shows only if the pack measures quality. */
describe.skipIf(!measuresQuality())('an example before the camera', () => {
  test.each([
    ['react-attendance', attend, 'docs/react.md'],
    ['vue-login', logIn, 'docs/vue.md'],
  ] as const)(
    '%s, built and in development, and beside it the app of the docs, pasted',
    async (name, go, documented) => {
      const folder = await installExample(name);
      await buildExample(folder);
      const site = await serveFolder(join(folder, 'dist'), HEADERS);
      try {
        await goThrough(site.url, go);
      } finally {
        site.close();
      }
      const pasted = await pasteApp(folder, documented);
      const vite = await startDevelopment(folder);
      try {
        await goThrough(vite.url, go);
        await goThrough(`${vite.url}${pasted}`, ({ page }) => takePicture(page));
      } finally {
        vite.close();
      }
    },
  );

  test.skipIf(!hasShared())('upload-form sends what it says, and the server keeps that alone', async () => {
    const folder = await installExample('upload-form');
    await buildExample(folder);
    const server = await startServer(folder);
    const turning = await launchWithCamera('turning-person');
    try {
      await goThrough(server.url, (opened) => sendForm(opened, folder), turning);
      await goThrough(server.url, async ({ page, says, press }) => {
        await refuseCamera(page);
        await press('Start the camera');
        await says('The camera is not allowed');
      });
    } finally {
      await turning.close();
      server.close();
    }
  });
});

async function sendForm({ page, says, press }: Opened, folder: string): Promise<void> {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request.url());
  });
  await press('Start the camera');
  await page.getByRole('heading', { name: '2. Two gestures' }).waitFor();
  await press('Start');
  await page.getByRole('heading', { name: '3. Send' }).waitFor();
  expect(sent, 'before Send').toEqual([]);

  await page.getByRole('checkbox').check();
  await press('Send');
  await says(/^Sent\. The server keeps it as /);
  const submissions = join(folder, 'submissions');
  const [id = ''] = await readdir(submissions);
  const kept = join(submissions, id);
  expect((await readdir(kept)).sort()).toEqual(['picture.jpg', 'template.bin', 'transcript.json']);
  expect((await readFile(join(kept, 'template.bin'))).subarray(0, 4).toString()).toBe('IPFT');
  const transcript = JSON.parse(await readFile(join(kept, 'transcript.json'), 'utf8'));
  expect(transcript.steps.map(({ gesture }: { gesture: string }) => gesture).sort()).toEqual([
    'turn-left',
    'turn-right',
  ]);

  const again = new FormData();
  again.append('picture', new Blob([await readFile(join(kept, 'picture.jpg'))]));
  again.append('template', new Blob([await readFile(join(kept, 'template.bin'))]));
  again.append('transcript', JSON.stringify(transcript));
  const answer = await fetch(new URL('/submissions', page.url()), { method: 'POST', body: again });
  expect([answer.status, await answer.json()]).toEqual([
    400,
    { message: 'These gestures are not the ones that were asked for, or it is too late for them.' },
  ]);
  expect(await readdir(submissions)).toEqual([id]);
}

/** Starts the example's own server; the person before the fake camera only turns the head. */
async function startServer(folder: string): Promise<{ url: string; close: () => void }> {
  const child = spawn(process.execPath, ['server/main.js'], {
    cwd: folder,
    env: { ...process.env, PORT: '0', GESTURES: 'turn-left,turn-right' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (line) => resolve(String(line).trim()));
    child.on('close', () => reject(new Error('The server ended')));
  });
  return { url, close: () => void child.kill() };
}

test('photo-clusters sorts photos by person, and says what it left out', async () => {
  const folder = await installExample('photo-clusters');
  await buildExample(folder);
  const site = await serveFolder(join(folder, 'dist'), HEADERS);
  try {
    await goThrough(site.url, async ({ page, says }) => {
      const input = page.getByLabel('Or some photos');
      await input.setInputFiles({ ...BROKEN, mimeType: 'text/plain' });
      await says('There is no picture among these.');
      await input.setInputFiles([photos.person, photos.otherPerson, BROKEN, photos.samePerson]);
      await says('Faces: 3. People: 2. Not readable: 1.');
      const person = page.locator('section', {
        has: page.getByRole('heading', { name: 'Person 1, 2 photos' }),
      });
      expect(await person.getByRole('img').evaluateAll((all) => all.map(({ title }) => title))).toEqual([
        'a.jpg',
        'b.jpg',
      ]);
      await page.getByRole('heading', { name: 'Person 2, 1 photo' }).waitFor();
    });
  } finally {
    site.close();
  }
});

test('offline-verify compares by HTTP, and goes on when the host is gone', async () => {
  const folder = await installExample('offline-verify');
  await buildExample(folder);
  // The page registers its service worker itself, by a plain address.
  const policy = HEADERS['Content-Security-Policy'].replace("; require-trusted-types-for 'script'", '');
  const site = await serveFolder(join(folder, 'site'), { ...HEADERS, 'Content-Security-Policy': policy });
  const ordinary = await launchChromium();
  const compare = async ({ page, says, press }: Opened) => {
    await says('Ready, with or without a network.');
    for (const [name, photo] of [
      ['Ada', photos.person],
      ['Grace', photos.otherPerson],
    ] as const) {
      await page.getByLabel('Name').fill(name);
      await page.getByLabel('A photo of them alone').setInputFiles(photo);
      await press('Add');
      await says(`${name} is added.`);
    }
    await page.getByLabel('A photo of one person').setInputFiles(photos.samePerson);
    await press('Compare');
    await says('This is Ada.');
    expect(await page.getByRole('row').count()).toBe(3);
  };
  try {
    await goThrough(
      site.url,
      async (opened) => {
        const { page, says, press } = opened;
        await says('Ready, with or without a network.');
        await page.getByLabel('A photo of one person').setInputFiles(photos.person);
        await press('Compare');
        await says('Add someone first: there is nobody to compare with.');
        await compare(opened);
        site.close();
        await page.reload();
        await compare(opened);
      },
      ordinary,
    );
  } finally {
    await ordinary.close();
    site.close();
  }
});
