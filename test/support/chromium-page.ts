import type { Browser } from 'playwright';
import { launchChromium as launch } from '../../scripts/launch-chromium.ts';
import { PATIENCE_MS } from './patience.ts';

/** A Chromium whose pages wait as long as tests do. */
export async function launchChromium(extraArgs?: string[]): Promise<Browser> {
  const browser = await launch(extraArgs);
  return browser.on('context', (context) => context.setDefaultTimeout(PATIENCE_MS));
}
