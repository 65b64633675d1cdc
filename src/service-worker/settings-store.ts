import { createStore, get, set, type UseStore } from 'idb-keyval';
import { DEFAULT_SETTINGS, type Settings } from './protocol.ts';

const KEY = 'settings';

let known: Settings | undefined;
let opened: UseStore | undefined;

/** The settings as a page last gave them; the browser may have restarted the service worker since. */
export async function loadSettings(): Promise<Settings> {
  known ??= (await get<Settings>(KEY, store()).catch(() => undefined)) ?? DEFAULT_SETTINGS;
  return known;
}

/** Keeps the settings; where the browser lets nothing be stored, as long as the service worker runs. */
export async function saveSettings(settings: Settings): Promise<void> {
  known = settings;
  await set(KEY, settings, store()).catch(() => {});
}

/** Opened once, and not before it is needed. */
function store(): UseStore {
  opened ??= createStore('inpage-face-service-worker', 'settings');
  return opened;
}
