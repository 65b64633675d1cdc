import { checkOptions } from '../common/check-options.ts';
import { untilAborted } from '../common/until-aborted.ts';
import type { CallOptions } from '../contract/methods.ts';
import type { PageMessage } from '../crossing/page-message.ts';
import {
  isConnectMessage,
  MODES,
  type Mode,
  PROTOCOL,
  type Settings,
} from '../crossing/service-worker-protocol.ts';
import { isMethod } from '../http/routes.ts';
import { OPTION_NAMES } from './option-names.ts';
import { portServer, SERVE } from './serve-service-worker.ts';
import { send, workerInForce } from './service-worker-messages.ts';
import type { FaceServiceWorker, HostedEngine, SetModeOptions } from './service-worker-options.ts';

export class RegisteredServiceWorker implements FaceServiceWorker {
  #engine: HostedEngine | undefined;
  readonly #isApps: boolean;

  constructor(
    readonly registration: ServiceWorkerRegistration,
    container: ServiceWorkerContainer,
    isApps: boolean,
  ) {
    this.#isApps = isApps;
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
    const asking = async () => send(await workerInForce(this.registration, this.#isApps), message);
    return untilAborted(asking(), options.signal);
  }
}

function checkCall(what: string, options: CallOptions = {}): void {
  checkOptions(options, OPTION_NAMES.state, `${what}() options`);
  options.signal?.throwIfAborted();
}

/** The service worker refuses the same, for callers without types. */
export function checkModes({ mode, modes }: Settings): void {
  for (const value of [mode, ...Object.values(modes)]) {
    if (!MODES.includes(value))
      throw new TypeError(`mode must be one of ${MODES.join(', ')}; it is "${value}"`);
  }
  const stranger = Object.keys(modes).find((name) => !isMethod(name));
  if (stranger !== undefined) throw new TypeError(`"${stranger}" is no method: see docs/offline.md`);
}
