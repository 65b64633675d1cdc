import type { PageMessage, PageReply } from '../crossing/page-message.ts';
import type { Settings } from '../crossing/service-worker-protocol.ts';

/**
 * The worker in force; during a change, the one that takes over.
 *
 * @param isApps The next one takes over when the app says so: the one before is in force until then.
 */
export async function workerInForce(
  { installing, waiting, active }: ServiceWorkerRegistration,
  isApps: boolean,
): Promise<ServiceWorker> {
  const worker = isApps ? (active ?? waiting ?? installing) : (installing ?? waiting ?? active);
  if (!worker) throw new TypeError('The service worker is not registered any more');
  if (worker.state === 'activated') return worker;
  return new Promise((resolve, reject) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve(worker);
      // An update whose files can't all be fetched is dropped; the one before serves on.
      else if (worker.state === 'redundant' && active) resolve(active);
      else if (worker.state === 'redundant')
        reject(new TypeError('The service worker could not be installed'));
    });
  });
}

/** Sends a message. @returns The settings in force. @throws {Error} if the service worker refuses it. */
export function send(worker: ServiceWorker, message: PageMessage): Promise<Settings> {
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
