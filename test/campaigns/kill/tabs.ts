import type { Page } from 'playwright';
import type { KillableBrowser } from './killable-browser.ts';
import { within } from './within.ts';

/** How long a tab may take to load, start its engine and open the gallery, on a machine that does much else. */
export const OPENING_MS = 45_000;

const CLOSING_MS = 10_000;

/** What the tabs of a gallery have in common. */
export interface TabSettings {
  url: string;
  gallery: string;
  /** A manifest whose models can't be loaded, if none is needed: tabs start sooner. */
  models: string | undefined;
  withServiceWorker: boolean;
}

/** The tabs of a browser that have the gallery open. */
export class Tabs {
  readonly #browser: KillableBrowser;
  readonly #settings: TabSettings;
  #pages: Page[] = [];

  constructor(browser: KillableBrowser, settings: TabSettings) {
    this.#browser = browser;
    this.#settings = settings;
  }

  /** So many tabs, those that are open first. */
  async take(count: number): Promise<Page[]> {
    for (const page of this.#pages.slice(count)) await this.drop(page);
    while (this.#pages.length < count) await within(OPENING_MS, 'Opening a tab', this.#open());
    return [...this.#pages];
  }

  /** A tab that was killed, or is not to be used any more. */
  async drop(page: Page): Promise<void> {
    this.#pages = this.#pages.filter((other) => other !== page);
    // One that does not close is a tab that stays open.
    await within(CLOSING_MS, 'Closing a tab', page.close()).catch(() => undefined);
  }

  async dropAll(): Promise<void> {
    for (const page of [...this.#pages]) await this.drop(page);
  }

  async #open(): Promise<void> {
    const { url, gallery, models, withServiceWorker } = this.#settings;
    const page = await this.#browser.context.newPage();
    // Tabs of one site may share the process that was killed.
    page.once('crash', () => void this.drop(page));
    page.once('close', () => void this.drop(page));
    this.#pages.push(page);
    try {
      await page.goto(`${url}kill/page.html`);
      await page.waitForFunction(() => globalThis.killPage !== undefined);
      await page.evaluate(
        async ([name, manifest, isServed]) => {
          await globalThis.killPage?.start(manifest, isServed);
          // Locked by an erasure that was killed: whoever inspects it opens it again, and finds out.
          await globalThis.killPage?.open(name).catch((error) => {
            if (error.reason !== 'wrong-key') throw error;
          });
        },
        [gallery, models, withServiceWorker] as const,
      );
    } catch (error) {
      await this.drop(page);
      throw error;
    }
  }
}
