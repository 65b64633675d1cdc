import { join } from 'node:path';
import type { Browser } from 'playwright';
import { build, type Rolldown } from 'vite';
import { CLIPS, type Clips } from './clips.ts';
import type { encodeClips } from './clips-page.ts';
import type { Pictures } from './contract-case.ts';

declare global {
  /** What the script of `clips-page.ts` leaves in the page. */
  var clipsPage: { encodeClips: typeof encodeClips };
}

/** The contract's clips of its pictures, encoded by a browser. */
export async function makeClips(browser: Browser, { anna, two }: Pictures): Promise<Clips> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    // Encoders are there in secure contexts only, and localhost is one.
    await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto('http://localhost/');
    await page.addScriptTag({ content: await clipsPageScript() });
    const encoded = await page.evaluate(encodeInPage, { anna: base64(anna), two: base64(two) });
    return Object.fromEntries(
      CLIPS.map((name) => [name, new Uint8Array(Buffer.from(encoded[name] ?? '', 'base64'))]),
    ) as Clips;
  } finally {
    await context.close();
  }
}

async function encodeInPage(pictures: { anna: string; two: string }): Promise<Record<string, string>> {
  const blob = async (base64: string) => (await fetch(`data:image/jpeg;base64,${base64}`)).blob();
  const clips = await clipsPage.encodeClips(await blob(pictures.anna), await blob(pictures.two));
  const encoded: Record<string, string> = {};
  for (const [name, clip] of Object.entries(clips)) {
    let binary = '';
    for (const byte of new Uint8Array(await clip.arrayBuffer())) binary += String.fromCharCode(byte);
    encoded[name] = btoa(binary);
  }
  return encoded;
}

async function clipsPageScript(): Promise<string> {
  const [output] = (await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'clips-page.ts'), name: 'clipsPage', formats: ['iife'] },
    },
  })) as Rolldown.RolldownOutput[];
  if (!output) throw new Error('Nothing was built');
  return output.output[0].code;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
