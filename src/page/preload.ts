import { checkOptions } from '../common/check-options.ts';
import { untilAborted } from '../common/until-aborted.ts';
import { laterPart } from '../engine/later-part.ts';
import { appUrl } from './app-url.ts';
import { checkedRuntime } from './engine-settings.ts';
import { OPTION_NAMES } from './option-names.ts';
import type { PreloadOptions } from './preload-options.ts';
import { whenIdle } from './when-idle.ts';

/**
 * Fetches what an engine needs before it is needed: its scripts, the inference runtime and the models, once the page has
 * loaded and is idle. They end in the browser's cache and in Cache Storage, where `createEngine` finds them; nothing
 * stays in memory. It fetches nothing if the person asks for less data by Save-Data, and nothing where no engine can
 * run, as on a server.
 *
 * Nobody need wait for it: a failure is quiet unless it is awaited, and `createEngine` tries again. An engine that is made
 * meanwhile shares what is on its way.
 *
 * @throws {TypeError} for a wrong option.
 * @throws {ApiLiteError} BPE-001001 or BPE-001002 if a file can't be fetched.
 */
export function preload(options: PreloadOptions = {}): Promise<void> {
  try {
    checkOptions(options, OPTION_NAMES.preload, 'preload() options');
    checkedRuntime(options);
    for (const name of ['models', 'assets'] as const) {
      const { [name]: url } = options;
      if (url !== undefined) appUrl(url, name);
    }
  } catch (error) {
    return Promise.reject(error);
  }
  const work = fetchWhenIdle(options);
  work.catch(() => undefined);
  return work;
}

async function fetchWhenIdle(options: PreloadOptions): Promise<void> {
  const { signal } = options;
  signal?.throwIfAborted();
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined' || savesData()) return;
  await untilAborted(whenIdle(), signal);
  const { fetchAhead } = await laterPart(import('./fetch-ahead.ts'));
  await untilAborted(fetchAhead(options), signal);
}

/** Whether the person asked the browser for less data; Chromium alone tells. */
function savesData(): boolean {
  const { connection } = globalThis.navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
