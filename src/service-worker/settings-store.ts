import type { EngineFiles } from '../crossing/engine-files.ts';
import { DEFAULT_SETTINGS, type Settings } from '../crossing/service-worker-protocol.ts';
import { keep, readKept } from '../runtime/kept-json.ts';
import { filesIn, settingsIn } from './message-check.ts';

const CACHE = 'inpage-face-service-worker';
const SETTINGS = '/inpage-face/service-worker-settings';
const FILES = '/inpage-face/service-worker-files';

let known: Settings | undefined;

/** The settings as a page last gave them; the browser may have restarted the service worker since. */
export async function loadSettings(): Promise<Settings> {
  known ??= settingsIn(await readKept(CACHE, SETTINGS)) ?? DEFAULT_SETTINGS;
  return known;
}

/** Keeps the settings; if the browser lets nothing be stored, as long as the service worker runs. */
export async function saveSettings(settings: Settings): Promise<void> {
  known = settings;
  await keep(CACHE, SETTINGS, settings);
}

/** Where a page last said that the engine's files lie; undefined if none has. */
export async function loadFiles(): Promise<EngineFiles | undefined> {
  return filesIn(await readKept(CACHE, FILES));
}

export async function saveFiles(files: EngineFiles): Promise<void> {
  await keep(CACHE, FILES, files);
}
