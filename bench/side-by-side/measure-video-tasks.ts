import type { Browser, Page } from 'playwright';
import { traced } from '../traced.ts';
import type { ContenderSite } from './contender-site.ts';
import type { Pictures } from './pictures.ts';

/** Watched before it counts: models load, and code is compiled. */
const WARM_UP_MS = 2000;

/** Watched while the page's tasks are timed. */
const WATCHED_MS = 8000;

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  dur?: number;
  args: { name?: string };
}

/**
 * The longest task of a page, in milliseconds, while it watches a `<video>` of 640 x 480 at 30 frames a second for all
 * that `watch` can tell. The browser's own trace times the tasks: what pages can observe begins at 50 ms.
 */
export async function measureVideoTasks(
  browser: Browser,
  site: ContenderSite,
  { frames }: Pictures,
): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.url);
  await playFrames(page, frames);
  await watch(page, WARM_UP_MS);
  const session = await browser.newBrowserCDPSession();
  const events = await traced<TraceEvent>(session, ['toplevel', '__metadata'], () => watch(page, WATCHED_MS));
  await context.close();
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const isMain = ({ name, args }: TraceEvent) => name === 'thread_name' && args.name === 'CrRendererMain';
  // Other pages of the browser have nothing to do meanwhile.
  const mains = new Set(events.filter(isMain).map(threadOf));
  const tasks = events.filter(
    (event) => event.ph === 'X' && event.name.endsWith('RunTask') && mains.has(threadOf(event)),
  );
  return Math.max(...tasks.map(({ dur = 0 }) => dur / 1000));
}

/** Shows the frames over and over in a `<video>`, and makes an engine for it. */
function playFrames(page: Page, paths: readonly string[]): Promise<void> {
  return page.evaluate(async (paths) => {
    const { createEngine } = await import('/inpage-face/inpage-face.js');
    const bitmaps = await Promise.all(
      paths.map(async (path) => createImageBitmap(await (await fetch(path)).blob())),
    );
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 480];
    const context = canvas.getContext('2d');
    let shown = 0;
    setInterval(() => {
      const bitmap = bitmaps[shown++ % bitmaps.length];
      if (bitmap) context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    }, 33);
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = canvas.captureStream(30);
    document.body.append(video);
    await video.play();
    const engine = await createEngine({ cache: false });
    globalThis.watchVideo = async (milliseconds) => {
      const end = performance.now() + milliseconds;
      const options = { quality: true, liveness: true, templates: 'best' } as const;
      for await (const _ of engine.watch(video, options)) if (performance.now() > end) break;
    };
  }, paths);
}

function watch(page: Page, milliseconds: number): Promise<void> {
  return page.evaluate((given) => globalThis.watchVideo?.(given), milliseconds);
}

declare global {
  var watchVideo: ((milliseconds: number) => Promise<void>) | undefined;
}
