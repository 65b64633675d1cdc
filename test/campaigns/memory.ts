import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright';

const PAGE_BYTES = 4096;

/** Memory that a browser's processes hold, in MB; undefined if this system does not tell. */
export async function browserMemory(browser: Browser): Promise<number | undefined> {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const pages = processInfo.map(({ id }) =>
      Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1]),
    );
    return (pages.reduce((total, count) => total + count, 0) * PAGE_BYTES) / 1e6;
  } catch {
    return undefined;
  } finally {
    await session.detach();
  }
}
