import { ensureFirefox } from '../../../scripts/firefox.mjs';
import { ensureWebKit } from '../../../scripts/webkit.mjs';
import { openChromium } from './chromium.ts';
import { openFirefox } from './firefox.ts';
import type { TestBrowser } from './test-browser.ts';
import { openWebKit } from './webkit.ts';

/** A browser engine that the flows may run in. */
export interface Engine {
  engine: 'Chromium' | 'Firefox' | 'WebKitGTK';
  /** Undefined if this machine has no such browser. */
  start: (() => Promise<TestBrowser>) | undefined;
  /** What to install to have one. */
  packages: string;
}

/** All engines, Chromium first: the others' templates are compared with its. */
export async function findEngines(): Promise<[Engine, ...Engine[]]> {
  const [firefox, webkit] = [await ensureFirefox(), await ensureWebKit()];
  return [
    { engine: 'Chromium', start: openChromium, packages: 'chromium' },
    { engine: 'Firefox', start: firefox ? () => openFirefox(firefox) : undefined, packages: 'firefox-esr' },
    {
      engine: 'WebKitGTK',
      start: webkit ? () => openWebKit(webkit) : undefined,
      packages: 'webkit2gtk-driver xvfb dbus-x11',
    },
  ];
}
