import type { Browser } from 'playwright';
import { createServer } from 'vite';
import { launchChromium } from '../scripts/launch-chromium.ts';
import { ROOT } from '../scripts/project.mjs';
import { ISOLATION_HEADERS } from '../vite.config.ts';

/**
 * Runs something with a page that Vite serves from its sources, and a headless Chromium to open it in.
 *
 * @param page path in the project of an HTML file
 */
export async function withVitePage(
  page: string,
  use: (address: string, browser: Browser) => Promise<void>,
): Promise<void> {
  const server = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    // Other pages of this repository import what only their own packages have.
    optimizeDeps: { entries: [page] },
    // Isolated pages get the finer clock.
    server: { port: 0, headers: ISOLATION_HEADERS },
  });
  try {
    const browser = await launchChromium();
    try {
      await server.listen();
      await use(new URL(page, server.resolvedUrls?.local[0]).href, browser);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}
