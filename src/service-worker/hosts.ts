import { anySignal } from '../crossing/any-signal.ts';
import { fetchOverPort, type PortRequest, type PortResponse } from '../crossing/http-port.ts';
import {
  type ConnectMessage,
  HOST_LOCK_PREFIX,
  type HostReady,
  isHostReady,
  PROTOCOL,
} from '../crossing/service-worker-protocol.ts';

declare const self: ServiceWorkerGlobalScope;

/** A page that has not answered by then is frozen or stuck in a dialogue; another engine does its work. */
const CONNECT_TIMEOUT_MS = 2_000;

/** How long pages that did not answer are not asked again, so that not every request waits for them. */
const SILENCE_MS = 30_000;

interface Host {
  port: MessagePort;
  /** Aborts when the engine is gone: its tab closed, it was disposed or it crashed. */
  gone: AbortSignal;
}

/**
 * The engines on pages. The browser may stop the service worker at any time and with it all ports: what is
 * remembered here is only a shortcut, the locks tell the truth.
 */
export class Hosts {
  readonly #hosts = new Map<string, Host>();
  #silentUntil = 0;
  readonly #attempts = new Map<string, Promise<void>>();

  /** Connects to the engine of a page: one attempt at a time, and none if it is known. */
  async welcome(client: Client): Promise<void> {
    if (this.#hosts.has(client.id)) return;
    const attempt = this.#attempts.get(client.id) ?? this.#attempt(client);
    this.#attempts.set(client.id, attempt);
    await attempt.finally(() => this.#attempts.delete(client.id));
  }

  /**
   * Has an engine on a page answer, the requesting page's own if it has one. If the engine is gone before
   * it has answered, another does it over again; once, since the request may be what ended it.
   *
   * @returns undefined if no page has an engine.
   */
  async ask(request: PortRequest, clientId: string, signal: AbortSignal): Promise<PortResponse | undefined> {
    for (let isRepeated = false; ; isRepeated = true) {
      const host = await this.#find(clientId);
      if (!host) return undefined;
      try {
        return await fetchOverPort(host.port, request, anySignal(signal, host.gone));
      } catch (error) {
        signal.throwIfAborted();
        if (!host.gone.aborted || isRepeated) throw error;
      }
    }
  }

  async #find(clientId: string): Promise<Host | undefined> {
    const unknown = this.#hosts.size === 0 && performance.now() > this.#silentUntil;
    if (unknown && (await hostLocks()).length > 0) await this.#connectToAny();
    return this.#hosts.get(clientId) ?? this.#hosts.values().next().value;
  }

  /** Asks every page and waits for the first with an engine. */
  async #connectToAny(): Promise<void> {
    const clients = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    await Promise.any(clients.map((client) => this.welcome(client))).catch(() => {
      this.#silentUntil = performance.now() + SILENCE_MS;
    });
  }

  async #attempt(client: Client): Promise<void> {
    const { port1: port, port2 } = new MessageChannel();
    const ready = new Promise<HostReady>((resolve, reject) => {
      port.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (isHostReady(data)) resolve(data);
      };
      setTimeout(() => reject(new Error('no engine answers')), CONNECT_TIMEOUT_MS);
    });
    client.postMessage({ type: 'inpage-face/connect', protocol: PROTOCOL } satisfies ConnectMessage, [port2]);
    const { lock } = await ready;
    this.#hosts.set(client.id, { port, gone: this.#whenGone(lock, client.id) });
  }

  /** The lock is granted when its holder, the engine's worker, is no more. */
  #whenGone(lock: string, clientId: string): AbortSignal {
    const gone = new AbortController();
    void navigator.locks.request(lock, { mode: 'shared' }, () => {
      if (this.#hosts.get(clientId)?.gone === gone.signal) this.#hosts.delete(clientId);
      gone.abort(new Error('the engine is gone'));
    });
    return gone.signal;
  }
}

async function hostLocks(): Promise<LockInfo[]> {
  const { held = [] } = await navigator.locks.query();
  return held.filter(({ name }) => name?.startsWith(HOST_LOCK_PREFIX));
}
