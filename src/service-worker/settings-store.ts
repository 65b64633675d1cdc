import type { EngineFiles } from '../crossing/engine-files.ts';
import { DEFAULT_SETTINGS, type Settings } from '../crossing/service-worker-protocol.ts';
import { filesIn, settingsIn } from './message-check.ts';

/**
 * Settings are kept in Cache Storage, as the one store that asks for no connection: a service worker that holds
 * one to a database keeps others from erasing it.
 */
const CACHE = 'inpage-face-service-worker';
const SETTINGS = '/inpage-face/service-worker-settings';
const FILES = '/inpage-face/service-worker-files';

let known: Settings | undefined;

/** The settings as a page last gave them; the browser may have restarted the service worker since. */
export async function loadSettings(): Promise<Settings> {
  known ??= settingsIn(await read(SETTINGS)) ?? DEFAULT_SETTINGS;
  return known;
}

/** Keeps the settings; if the browser lets nothing be stored, as long as the service worker runs. */
export async function saveSettings(settings: Settings): Promise<void> {
  known = settings;
  await write(SETTINGS, settings);
}

/** Where a page last said that the engine's files lie; undefined if none has. */
export async function loadFiles(): Promise<EngineFiles | undefined> {
  return filesIn(await read(FILES));
}

export async function saveFiles(files: EngineFiles): Promise<void> {
  await write(FILES, files);
}

/** What is stored: every page of the origin, and every version, may have written it. */
async function read(name: string): Promise<unknown> {
  try {
    const response = await (await caches.open(CACHE)).match(name);
    return await response?.json();
  } catch {
    return undefined;
  }
}

async function write(name: string, entry: unknown): Promise<void> {
  try {
    await (await caches.open(CACHE)).put(name, Response.json(entry));
  } catch {
    // The browser lets nothing be stored.
  }
}
