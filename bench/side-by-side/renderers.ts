import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright';

/** A process of the browser that runs pages with their workers; the browser may keep one more in store. */
export interface Renderer {
  pid: number;
  /** Bytes: the most that it ever held in main memory. */
  peak: number;
}

/** The renderers that a browser has now; none outside Linux. */
export async function renderersOf(browser: Browser): Promise<Renderer[]> {
  if (process.platform !== 'linux') return [];
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return Promise.all(renderers.map(async ({ id: pid }) => ({ pid, peak: await peakResident(pid) })));
}

/** The largest of the browser's renderers is the one of the only page; undefined outside Linux. */
export async function pagesRenderer(browser: Browser): Promise<Renderer | undefined> {
  const renderers = await renderersOf(browser);
  return renderers.sort((a, b) => b.peak - a.peak)[0];
}

async function peakResident(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]);
}
