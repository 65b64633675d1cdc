import { checkOptions } from '../common/check-options.ts';
import { untilAborted } from '../common/until-aborted.ts';
import { withTimeout } from '../common/with-timeout.ts';
import type { CallOptions } from '../contract/methods.ts';
import { writeScriptOptions } from '../crossing/script-options.ts';
import {
  isConnectMessage,
  MODES,
  type Mode,
  type PageMessage,
  type PageReply,
  PROTOCOL,
  type Settings,
} from '../crossing/service-worker-protocol.ts';
import { isWebAddress } from '../crossing/web-address.ts';
import { isMethod, normaliseBasePath } from '../http/routes.ts';
import { absoluteUrl } from './absolute-url.ts';
import { engineFiles } from './engine-files.ts';
import { isolateOnce } from './isolate-once.ts';
import { OPTION_NAMES } from './option-names.ts';
import { portServer, SERVE } from './serve-service-worker.ts';
import type {
  FaceServiceWorker,
  FaceServiceWorkerOptions,
  HostedEngine,
  SetModeOptions,
} from './service-worker-options.ts';
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
  const embedderPolicy = options.isolate === true ? 'credentialless' : options.isolate || undefined;
  const basePath = normaliseBasePath(options.basePath ?? '');
  const container = globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) throw new TypeError('This page can have no service worker: it needs HTTPS or localhost');
  const { runtime, pack } = await engineFiles(options.assets);
  const script = new URL(options.script ?? 'service-worker.js', document.baseURI);
  const registration = await container.register(
    trustedScript(writeScriptOptions(script, { basePath, isolate: embedderPolicy }).href),
    { type: 'module', ...(options.scope !== undefined && { scope: options.scope }) },
  );
  const worker = await activeWorker(registration);
  const answer = send(worker, { type: 'inpage-face/files', files: { runtime, pack } });
  await withTimeout(answer, ANSWER_TIMEOUT_MS, () => foreignScript(script));
  await send(worker, { type: 'inpage-face/configure', settings });
  if (location.href.startsWith(registration.scope)) await control(container, worker);
  options.signal?.throwIfAborted();
  if (embedderPolicy) isolateOnce();
  const faceServiceWorker = new RegisteredServiceWorker(registration, container);
  if (options.engine) await faceServiceWorker.host(options.engine);
  return faceServiceWorker;
}

class RegisteredServiceWorker implements FaceServiceWorker {
  #engine: HostedEngine | undefined;

  constructor(
    readonly registration: ServiceWorkerRegistration,
    container: ServiceWorkerContainer,
  ) {
    container.addEventListener('message', ({ data, ports: [port] }) => {
      if (!isConnectMessage(data) || data.protocol !== PROTOCOL || !port) return;
      // An engine that was disposed answers nothing: the service worker asks another or its own.
      this.#serve(port).catch(() => {});
    });
    container.startMessages();
  }

  async host(engine: HostedEngine, options?: CallOptions): Promise<void> {
    if (typeof engine !== 'function') portServer(engine);
    checkCall('host', options);
    // The service worker may ask for it before it answers.
    this.#engine = engine;
    await this.#ask({ type: 'inpage-face/hosting' }, 'host', options);
  }

  settings(options?: CallOptions): Promise<Settings> {
    return this.#ask({ type: 'inpage-face/settings' }, 'settings', options);
  }

  async setMode(mode: Mode, options: SetModeOptions = {}): Promise<void> {
    checkOptions(options, OPTION_NAMES.setMode, 'setMode() options');
    const { methods, ...call } = options;
    const current = await this.settings(call);
    const byMethod = Object.fromEntries((methods ?? []).map((method) => [method, mode]));
    const settings: Settings =
      methods === undefined
        ? { ...current, mode, modes: {} }
        : { ...current, modes: { ...current.modes, ...byMethod } };
    checkModes(settings);
    await this.#ask({ type: 'inpage-face/configure', settings }, 'setMode', call);
  }

  async keepOffline(options?: CallOptions): Promise<void> {
    await this.#ask({ type: 'inpage-face/keep-offline' }, 'keepOffline', options);
  }

  async unregister(options: CallOptions = {}): Promise<boolean> {
    checkOptions(options, OPTION_NAMES.state, 'unregister() options');
    return untilAborted(this.registration.unregister(), options.signal);
  }

  async #serve(port: MessagePort): Promise<void> {
    const engine = typeof this.#engine === 'function' ? await this.#engine() : this.#engine;
    if (engine) await portServer(engine)[SERVE](port);
  }

  async #ask(message: PageMessage, what: string, options: CallOptions = {}): Promise<Settings> {
    checkCall(what, options);
    const asking = async () => send(await activeWorker(this.registration), message);
    return untilAborted(asking(), options.signal);
  }
}

function checkCall(what: string, options: CallOptions = {}): void {
  checkOptions(options, OPTION_NAMES.state, `${what}() options`);
  options.signal?.throwIfAborted();
}

function checkedSettings({ mode = 'local', modes = {}, remote }: FaceServiceWorkerOptions): Settings {
  const settings = { mode, modes, remote: remote === undefined ? undefined : absoluteUrl(remote) };
  checkModes(settings);
  if (settings.remote === undefined || isWebAddress(settings.remote)) return settings;
  throw new TypeError('remote must be an http or https URL, without a name and password in it');
}

/** The service worker refuses the same, for callers without types. */
function checkModes({ mode, modes }: Settings): void {
  for (const value of [mode, ...Object.values(modes)]) {
    if (!MODES.includes(value))
      throw new TypeError(`mode must be one of ${MODES.join(', ')}; it is "${value}"`);
  }
  const stranger = Object.keys(modes).find((name) => !isMethod(name));
  if (stranger !== undefined) throw new TypeError(`"${stranger}" is no method: see docs/offline.md`);
}

/** A script that is not ours answers nothing. */
function foreignScript({ href }: URL): TypeError {
  return new TypeError(
    `${href} is not the service worker of this package, or is of another version: serve its service-worker.js there.`,
  );
}

/** The worker in force; during a change, the one that takes over. */
async function activeWorker(registration: ServiceWorkerRegistration): Promise<ServiceWorker> {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  if (!worker) throw new TypeError('The service worker is not registered any more');
  if (worker.state === 'activated') return worker;
  return new Promise((resolve, reject) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve(worker);
      // An update whose files can't all be fetched is dropped; the one before serves on.
      else if (worker.state === 'redundant' && registration.active) resolve(registration.active);
      else if (worker.state === 'redundant')
        reject(new TypeError('The service worker could not be installed'));
    });
  });
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

function send(worker: ServiceWorker, message: PageMessage): Promise<Settings> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<PageReply>) => {
      port1.close();
      if ('settings' in data) resolve(data.settings);
      else reject(new Error(data.failure));
    };
    worker.postMessage(message, [port2]);
  });
}
