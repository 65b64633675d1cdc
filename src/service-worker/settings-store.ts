import { DEFAULT_SETTINGS, type Settings } from './protocol.ts';

/**
 * Settings are kept in Cache Storage, as the one store that asks for no connection: a service worker that holds
 * one to a database keeps others from erasing it.
 */
const CACHE = 'inpage-face-service-worker';
const ENTRY = '/inpage-face/service-worker-settings';

let known: Settings | undefined;

/** The settings as a page last gave them; the browser may have restarted the service worker since. */
export async function loadSettings(): Promise<Settings> {
  known ??= (await readStored().catch(() => undefined)) ?? DEFAULT_SETTINGS;
  return known;
}

/** Keeps the settings; where the browser lets nothing be stored, as long as the service worker runs. */
export async function saveSettings(settings: Settings): Promise<void> {
  known = settings;
  await store(settings).catch(() => {});
}

async function readStored(): Promise<Settings | undefined> {
  const response = await (await caches.open(CACHE)).match(ENTRY);
  return (await response?.json()) as Settings | undefined;
}

async function store(settings: Settings): Promise<void> {
  await (await caches.open(CACHE)).put(ENTRY, Response.json(settings));
}
