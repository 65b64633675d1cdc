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
import type { FaceMethod } from '../http/routes.ts';
import { normaliseBasePath } from '../http/routes.ts';
import type { EmbedderPolicy } from '../service-worker/isolation.ts';
import { ENGINE_FILES } from './engine-files.ts';
import { isolateOnce } from './isolate-once.ts';
import { trustedScript } from './trusted-script.ts';

export {
  ANSWERED_BY,
  type AnsweredBy,
  type Mode,
  type Settings,
} from '../crossing/service-worker-protocol.ts';
export type { FaceMethod } from '../http/routes.ts';
export type { EmbedderPolicy } from '../service-worker/isolation.ts';

/** An engine that can be made to answer the service worker: what `createEngine` returns. */
export interface HostableEngine {
  /** Answers the HTTP requests of API Lite that arrive at the port, for as long as the engine lives. */
  serve(port: MessagePort): Promise<void>;
}

/** Options of {@link registerFaceServiceWorker}. */
export interface FaceServiceWorkerOptions {
  /** The service worker's script. Default `service-worker.js` beside the page's document. */
  script?: string | URL;
  /** The pages it serves. Default: the script's folder. */
  scope?: string;
  /** What stands before the contract's paths in requests, e.g. `/api`. Default: nothing. */
  basePath?: string;
  /** Who is asked. Default `local`. */
  mode?: Mode;
  /** Methods that do not follow `mode`. */
  modes?: Partial<Record<FaceMethod, Mode>>;
  /** Where the API Lite server answers, e.g. `https://faces.example/api`. Default: at the request's own address. */
  remote?: string | URL;
  /** An engine of this page that answers; without one the service worker runs its own, in a single thread. */
  engine?: HostableEngine;
  /**
   * Isolates pages across origins, for hosts that can't send the COOP and COEP headers, so that engines get
   * threads. The first visit reloads the page once. `true` means `credentialless`. Default false.
   */
  isolate?: boolean | EmbedderPolicy;
}

/** The service worker, registered and in control of this page. */
export interface FaceServiceWorker {
  /** The browser's registration, for updates and events. */
  readonly registration: ServiceWorkerRegistration;
  /** Has this page's engine answer, requests of other pages included. Resolves when the service worker knows it. */
  host(engine: HostableEngine): Promise<void>;
  /** What is in force, for every page of the scope. */
  settings(): Promise<Settings>;
  /** Changes who is asked, for every page of the scope: for all methods, or for those named. */
  setMode(mode: Mode, ...methods: FaceMethod[]): Promise<void>;
  /**
   * Keeps all models and the inference runtime for offline use, those too that no call has needed yet.
   * Without it, a method answers offline once it has answered online.
   *
   * @throws {Error} where a file can't be fetched.
   */
  keepOffline(): Promise<void>;
  /** Takes the service worker away; pages that it controls keep it until they are closed. */
  unregister(): Promise<boolean>;
}

/**
 * Registers the service worker that answers API Lite's requests in the browser. Resolves when it controls
 * the page, so that the next `fetch` is answered; requests before that go to the network.
 *
 * @throws {TypeError} where an option is wrong or the browser has no service workers (they need HTTPS or
 *   localhost, and are off in some private windows).
 */
export async function registerFaceServiceWorker(
  options: FaceServiceWorkerOptions = {},
): Promise<FaceServiceWorker> {
  const settings = checkedSettings(options);
  const embedderPolicy = options.isolate === true ? 'credentialless' : options.isolate || undefined;
  const basePath = normaliseBasePath(options.basePath ?? '');
  const container = serviceWorkers();
  const script = new URL(options.script ?? 'service-worker.js', document.baseURI);
  const registration = await container.register(
    trustedScript(writeScriptOptions(script, { basePath, isolate: embedderPolicy }).href),
    {
      type: 'module',
      ...(options.scope === undefined ? {} : { scope: options.scope }),
    },
  );
  const worker = await activeWorker(registration);
  await send(worker, { type: 'inpage-face/files', files: ENGINE_FILES });
  await send(worker, { type: 'inpage-face/configure', settings });
  if (isWithin(registration.scope)) await control(container, worker);
  if (embedderPolicy) isolateOnce();

  let engine: HostableEngine | undefined;
  container.addEventListener('message', ({ data, ports: [port] }) => {
    // An engine that was disposed answers nothing: the service worker asks another or its own.
    if (isConnectMessage(data) && data.protocol === PROTOCOL && port) engine?.serve(port).catch(() => {});
  });
  container.startMessages();

  const faceServiceWorker: FaceServiceWorker = {
    registration,
    async host(newEngine) {
      engine = newEngine;
      await send(await activeWorker(registration), { type: 'inpage-face/hosting' });
    },
    settings: async () => send(await activeWorker(registration), { type: 'inpage-face/settings' }),
    async setMode(mode, ...methods) {
      const current = await faceServiceWorker.settings();
      const byMethod = Object.fromEntries(methods.map((method) => [method, mode]));
      const next: Settings =
        methods.length === 0
          ? { ...current, mode, modes: {} }
          : { ...current, modes: { ...current.modes, ...byMethod } };
      checkModes(next);
      await send(await activeWorker(registration), { type: 'inpage-face/configure', settings: next });
    },
    async keepOffline() {
      await send(await activeWorker(registration), { type: 'inpage-face/keep-offline' });
    },
    unregister: () => registration.unregister(),
  };
  if (options.engine) await faceServiceWorker.host(options.engine);
  return faceServiceWorker;
}

function checkedSettings({ mode = 'local', modes = {}, remote }: FaceServiceWorkerOptions): Settings {
  const settings = {
    mode,
    modes,
    remote: remote === undefined ? undefined : String(new URL(remote, location.href)),
  };
  checkModes(settings);
  return settings;
}

function checkModes({ mode, modes }: Settings): void {
  for (const value of [mode, ...Object.values(modes)]) {
    if (!MODES.includes(value))
      throw new TypeError(`mode must be one of ${MODES.join(', ')}; it is "${value}"`);
  }
}

function serviceWorkers(): ServiceWorkerContainer {
  const container = globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined;
  if (container) return container;
  throw new TypeError('This page can have no service worker: it needs HTTPS or localhost');
}

function isWithin(scope: string): boolean {
  return location.href.startsWith(scope);
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
