import { type Browser, chromium } from 'playwright';
import { CHROMIUM_ARGS, ensureChromium } from './chromium.mjs';

/**
 * Starts a Chromium for tests and measurements; the caller closes it.
 *
 * @param extraArgs Switches of the command line beyond the usual, e.g. for a camera.
 */
export async function launchChromium(extraArgs: string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureChromium(), args: [...CHROMIUM_ARGS, ...extraArgs] });
}
