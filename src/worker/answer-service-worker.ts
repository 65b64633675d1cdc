import { holdLock } from '../crossing/hold-lock.ts';
import { serveHttp } from '../crossing/http-port.ts';
import { HOST_LOCK_PREFIX, type HostReady } from '../crossing/service-worker-protocol.ts';
import type { FaceFetch } from '../http/face-fetch.ts';

/** The lock that tells the service worker that this engine lives; held until its thread ends. */
let lock: Promise<string> | undefined;

/**
 * Answers the service worker's requests at a port by an engine. Called in the thread that the engine runs in:
 * when that ends, for whatever reason, the lock is free and the service worker looks for another engine.
 */
export async function answerServiceWorker(port: MessagePort, faceFetch: FaceFetch): Promise<void> {
  lock ??= announceByLock();
  serveHttp(port, faceFetch);
  port.postMessage({ type: 'inpage-face/ready', lock: await lock } satisfies HostReady);
}

async function announceByLock(): Promise<string> {
  const name = HOST_LOCK_PREFIX + crypto.randomUUID();
  await holdLock(name);
  return name;
}
