/**
 * The service worker: answers API Lite's requests of pages, frames and workers by an engine in the browser.
 * Every other request passes untouched, but for the files of a site that was built with a list of them. It is a service
 * worker of its own, or imported by an app's: then the app says when updates take over.
 */

import { errorInFamily } from '../contract/error-family.ts';
import { fromPortResponse, type PortResponse, toPortRequest, toPortResponse } from '../crossing/http-port.ts';
import type { PageMessage, PageReply } from '../crossing/page-message.ts';
import { readScriptOptions } from '../crossing/script-options.ts';
import { isPageMessage } from '../crossing/service-worker-protocol.ts';
import { errorResponse } from '../http/face-response.ts';
import { type MatchedRoute, matchRoute, type Route } from '../http/routes.ts';
import { probeEnvironment } from '../runtime/backend.ts';
import { answerByMode, answeredBy } from './answer-by-mode.ts';
import { Hosts } from './hosts.ts';
import { needsIsolation, withIsolation } from './isolation.ts';
import { checkedMessage } from './message-check.ts';
import { OwnEngine } from './own-engine.ts';
import { Precache, type SiteFiles } from './precache.ts';
import { askRemote, remoteUrl } from './remote.ts';
import { loadSettings, saveSettings } from './settings-store.ts';

declare const self: ServiceWorkerGlobalScope;
/** The files of the site, put here by its build; none in the package's own build. */
declare const __SITE_FILES__: SiteFiles;

const { basePath, isolate, isWhole } = readScriptOptions(new URL(self.location.href));
const precache = new Precache(__SITE_FILES__, self.registration.scope);
const hosts = new Hosts();
const ownEngine = new OwnEngine(precache);

self.addEventListener('install', (event) => {
  // Pages of the version before are served as well: nothing but HTTP crosses between them and this one.
  event.waitUntil(install(event));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(activate(event));
});

self.addEventListener('message', (event) => {
  if (isPageMessage(event.data)) event.waitUntil(receive(event));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  // A visit shows a page; a form that is posted carries pictures, though it navigates as well.
  const isVisit = request.mode === 'navigate' && request.method === 'GET';
  const route = isVisit ? undefined : matchRoute(pathname, basePath);
  if (route) {
    // An app's own routes may take all requests there are.
    event.stopImmediatePropagation();
    event.respondWith(answer(route, event));
  } else if (isolate && needsIsolation(request)) {
    event.respondWith(precache.respond(request).then((response) => withIsolation(response, isolate)));
  } else if (precache.has(request)) event.respondWith(precache.respond(request));
});

async function install(event: ExtendableEvent): Promise<void> {
  const { gpu } = await probeEnvironment();
  await precache.install(event, gpu !== undefined);
  if (isWhole) await self.skipWaiting();
}

async function activate(event: ExtendableEvent): Promise<void> {
  await precache.activate(event);
  if (isWhole) claim();
}

/**
 * Takes the pages that it does not serve yet. Nothing waits for it: Firefox ends it only when their requests are answered,
 * which wait for this worker to be active, and both would stand still for a minute. A page that is left asks by itself.
 */
function claim(): void {
  self.clients.claim().catch(() => undefined);
}

async function answer(route: MatchedRoute, { request, clientId }: FetchEvent): Promise<Response> {
  const [settings, portRequest] = await Promise.all([loadSettings(), toPortRequest(request)]);
  const url = remoteUrl(request.url, settings.remote, route.path);
  const response = await answerByMode(settings.modes[route.method] ?? settings.mode, portRequest, {
    local: () => answerLocally(route, portRequest, clientId, request.signal),
    remote: async () => answeredBy('remote', await askRemote(portRequest, url, request.signal)),
  });
  return fromPortResponse(response);
}

/** An engine on a page, else the service worker's own. */
async function answerLocally(
  { family }: Route,
  request: Parameters<Hosts['ask']>[0],
  clientId: string,
  signal: AbortSignal,
): Promise<PortResponse> {
  try {
    const response = await hosts.ask(request, clientId, signal);
    if (response) return answeredBy('page', response);
    return answeredBy('service-worker', await ownEngine.ask(request, signal));
  } catch (error) {
    signal.throwIfAborted();
    return answeredBy('service-worker', await toPortResponse(errorResponse(errorInFamily(error, family))));
  }
}

async function receive({ data, source, ports: [reply] }: ExtendableMessageEvent) {
  try {
    await carryOut(checkedMessage(data), source);
    reply?.postMessage({ settings: await loadSettings() } satisfies PageReply);
  } catch (error) {
    reply?.postMessage({ failure: String(error) } satisfies PageReply);
  }
}

async function carryOut(message: PageMessage, source: ExtendableMessageEvent['source']): Promise<void> {
  switch (message.type) {
    case 'inpage-face/claim':
      return claim();
    case 'inpage-face/configure':
      return saveSettings(message.settings);
    case 'inpage-face/files':
      return ownEngine.use(message.files);
    case 'inpage-face/settings':
      return;
    case 'inpage-face/hosting':
      // If the page does not answer after all, the next request looks again.
      return source instanceof Client ? hosts.welcome(source).catch(() => {}) : undefined;
    case 'inpage-face/keep-offline':
      return ownEngine.keepOffline();
  }
}
