/** Registration of the service worker that answers API Lite in the browser. @module inpage-face/service-worker */

import { checkOptions } from '../common/check-options.ts';
import { untilAborted } from '../common/until-aborted.ts';
import { withTimeout } from '../common/with-timeout.ts';
import type { PageMessage } from '../crossing/page-message.ts';
import { writeScriptOptions } from '../crossing/script-options.ts';
import type { Settings } from '../crossing/service-worker-protocol.ts';
import { isWebAddress } from '../crossing/web-address.ts';
import { normaliseBasePath } from '../http/routes.ts';
import { absoluteUrl } from './absolute-url.ts';
import { engineFiles } from './engine-files.ts';
import { isolateOnce } from './isolate-once.ts';
import { OPTION_NAMES } from './option-names.ts';
import { checkModes, RegisteredServiceWorker } from './registered-service-worker.ts';
import { send, workerInForce } from './service-worker-messages.ts';
import type { FaceServiceWorker, FaceServiceWorkerOptions } from './service-worker-options.ts';
import { trustedScript } from './trusted-script.ts';

export type { FaceMethod } from '../contract/methods.ts';
export type { EmbedderPolicy } from '../crossing/script-options.ts';
export {
  ANSWERED_BY,
  type AnsweredBy,
  type Mode,
  type Settings,
} from '../crossing/service-worker-protocol.ts';
export type {
  FaceServiceWorker,
  FaceServiceWorkerOptions,
  HostedEngine,
  SetModeOptions,
} from './service-worker-options.ts';

/** Ours answers its first message in milliseconds, once it is active; a busy machine takes its time. */
const ANSWER_TIMEOUT_MS = 3_000;

/**
 * Registers the service worker that answers API Lite's requests in the browser. Resolves when it controls
 * the page, so that the next `fetch` is answered; requests before that go to the network.
 *
 * @throws {TypeError} if an option is wrong or the browser has no service workers (they need HTTPS or
 *   localhost, and are off in some private windows).
 */
export async function registerFaceServiceWorker(
  options: FaceServiceWorkerOptions = {},
): Promise<FaceServiceWorker> {
  checkOptions(options, OPTION_NAMES.serviceWorker, 'registerFaceServiceWorker() options');
  return untilAborted(register(options), options.signal);
}

async function register(options: FaceServiceWorkerOptions): Promise<FaceServiceWorker> {
  options.signal?.throwIfAborted();
  const settings = checkedSettings(options);
  checkRegistration(options);
  const container = globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) throw new TypeError('This page can have no service worker: it needs HTTPS or localhost');
  const { runtime, pack } = await engineFiles(options.assets);
  const registration = options.registration ?? (await registerWhole(container, options));
  const isApps = options.registration !== undefined;
  const worker = await workerInForce(registration, isApps);
  const answer = send(worker, { type: 'inpage-face/files', files: { runtime, pack } });
  await withTimeout(answer, ANSWER_TIMEOUT_MS, () => foreignScript(worker.scriptURL));
  await send(worker, { type: 'inpage-face/configure', settings });
  if (!isApps && location.href.startsWith(registration.scope)) await control(container, worker);
  options.signal?.throwIfAborted();
  if (options.isolate) isolateOnce();
  const faceServiceWorker = new RegisteredServiceWorker(registration, container, isApps);
  if (options.engine) await faceServiceWorker.host(options.engine);
  return faceServiceWorker;
}

/** Registers the package's script as a service worker of its own. */
function registerWhole(
  container: ServiceWorkerContainer,
  { script, scope, basePath, isolate }: FaceServiceWorkerOptions,
): Promise<ServiceWorkerRegistration> {
  const url = writeScriptOptions(new URL(script ?? 'service-worker.js', document.baseURI), {
    basePath: normaliseBasePath(basePath ?? ''),
    isolate: isolate === true ? 'credentialless' : isolate || undefined,
    isWhole: true,
  });
  const register = (type: WorkerType) =>
    container.register(trustedScript(url.href), { type, ...(scope !== undefined && { scope }) });
  // Built, it is a classic script, as browsers without module service workers need; its source is a module.
  return register('classic').catch((error) => register('module').catch(() => Promise.reject(error)));
}

function checkedSettings({ mode = 'local', modes = {}, remote }: FaceServiceWorkerOptions): Settings {
  const settings = { mode, modes, remote: remote === undefined ? undefined : absoluteUrl(remote) };
  checkModes(settings);
  if (settings.remote === undefined || isWebAddress(settings.remote)) return settings;
  throw new TypeError('remote must be an http or https URL, without a name and password in it');
}

/** An option that can't be followed is not left aside in silence. */
function checkRegistration(options: FaceServiceWorkerOptions): void {
  const others = (['script', 'scope', 'basePath', 'isolate'] as const).filter(
    (name) => options[name] !== undefined,
  );
  if (options.registration && others.length > 0)
    throw new TypeError(`registration is the app's own: ${others.join(', ')} can't be set beside it`);
}

/** A script that is not ours answers nothing. */
function foreignScript(url: string): TypeError {
  const { origin, pathname } = new URL(url);
  return new TypeError(
    `${origin}${pathname} is not the service worker of this package, or is of another version: serve its service-worker.js there, or import it in your own (docs/offline.md).`,
  );
}

/** A first visit and a hard reload leave the page without control until the worker claims it. */
async function control(container: ServiceWorkerContainer, worker: ServiceWorker): Promise<void> {
  if (container.controller) return;
  const controlled = new Promise((resolve) =>
    container.addEventListener('controllerchange', resolve, { once: true }),
  );
  worker.postMessage({ type: 'inpage-face/claim' } satisfies PageMessage);
  await controlled;
}
