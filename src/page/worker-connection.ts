import { proxy, type Remote, transfer, wrap } from 'comlink';
import { ApiLiteError } from '../contract/errors.ts';
import { appUpdated, isGone } from '../crossing/app-updated.ts';
import type { FaceWorker } from '../crossing/worker-protocol.ts';
import type { WorkerStart } from '../crossing/worker-start.ts';
import type { LoadProgress } from '../runtime/load-progress.ts';
import type { EngineSettings } from './engine-settings.ts';
import type { PackageFiles } from './package-files.ts';
import { StuckWorkerError } from './stuck-worker-error.ts';
import { trustedScript } from './trusted-script.ts';
import { WorkerWatch } from './worker-watch.ts';

/** How long a worker may take to write its data before it is ended: it writes a few kilobytes. */
const CLOSE_TIMEOUT_MS = 1000;

/** Who is told what a worker tells besides answers. */
export interface WorkerListeners {
  onProgress: (progress: LoadProgress) => void;
  /** A call failed for want of files that a new deploy of the app replaced. */
  onAppUpdated: () => void;
}

/** Scripts that workers of this page were started from. */
const startedScripts = new Set<string>();

/** A worker that is up, until it dies or is ended. */
export class WorkerConnection {
  readonly remote: Remote<FaceWorker>;
  /** Rejects when the worker is no more. */
  readonly ended: Promise<never>;
  readonly #worker: Worker;
  readonly #port: MessagePort;
  #httpPort: MessagePort | undefined;
  readonly #watch: WorkerWatch;
  readonly #onAppUpdated: () => void;
  #isUp = false;
  #end: (reason: unknown) => void = () => undefined;

  private constructor(
    { files, models, backend, runtime: wanted, threads }: Omit<EngineSettings, 'workers'>,
    { onAppUpdated }: WorkerListeners,
  ) {
    this.#onAppUpdated = onAppUpdated;
    const { worker, starter = worker, engine, videos, runtime } = files;
    this.ended = new Promise((_resolve, reject) => {
      this.#end = reject;
    });
    // Calls race against it; with no call under way nobody listens.
    this.ended.catch(() => undefined);
    this.#worker = new Worker(trustedScript(starter), { type: 'module', name: 'inpage-face' });
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      void this.#fail(files, event.message ?? '');
    });
    const { port1, port2: port } = new MessageChannel();
    const { port1: watching, port2: watch } = new MessageChannel();
    const lock = `inpage-face-worker-${crypto.randomUUID()}`;
    // Of the pack that comes with the package it is known; of another one its manifest tells.
    const choice = wanted === 'full' || typeof models !== 'string' ? wanted : undefined;
    const start: WorkerStart = { engine, videos, port, watch, lock, runtime, choice, backend, threads };
    this.#worker.postMessage(start, [port, watch]);
    this.#port = port1;
    this.#watch = new WorkerWatch(watching, lock, {
      onGone: () =>
        this.end(workerError('was stopped by the browser (out of memory?). Call again: it starts anew')),
      onStuck: (readers) => this.end(new StuckWorkerError(readers)),
    });
    this.remote = wrap<FaceWorker>(port1);
  }

  /** @throws {ApiLiteError} BPE-001001 if the worker can't start. */
  static async open(
    { files, ...config }: Omit<EngineSettings, 'workers'>,
    listeners: WorkerListeners,
  ): Promise<WorkerConnection> {
    const connection = new WorkerConnection({ files, ...config }, listeners);
    await connection.race(connection.remote.start(config, proxy(listeners.onProgress)));
    connection.#isUp = true;
    startedScripts.add(files.worker);
    return connection;
  }

  httpPort(): MessagePort {
    if (this.#httpPort) return this.#httpPort;
    const { port1, port2 } = new MessageChannel();
    void this.remote.serveHttp(transfer(port2, [port2]));
    this.#httpPort = port1;
    return port1;
  }

  /** The outcome of a call, or the worker's end, whichever comes first. */
  async race<Result>(call: Promise<Result>): Promise<Result> {
    try {
      return await this.#watch.during(Promise.race([call, this.ended]));
    } catch (error) {
      if (error instanceof ApiLiteError && error.reason === 'app-updated') this.#onAppUpdated();
      throw error;
    }
  }

  /** Rejects the calls under way with the reason, and ends the worker as soon as it has written its data. */
  async close(reason: unknown): Promise<void> {
    this.#watch.end();
    this.#end(reason);
    const timeout = new Promise((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS));
    await Promise.race([this.remote.close().catch(() => undefined), timeout]);
    this.#terminate();
  }

  /** Ends the worker; calls under way reject with the reason. */
  end(reason: unknown): void {
    this.#watch.end();
    this.#terminate();
    this.#end(reason);
  }

  /** @param message What the browser says of an error in the worker; empty if its script was not loaded. */
  async #fail(files: PackageFiles, message: string): Promise<void> {
    if (this.#isUp) return this.end(cantRun(message));
    if (await wasUpdated(files.worker)) return this.end(appUpdated('BPE-001001', files.worker));
    const reason = await import('./start-failure.ts').then(
      ({ startFailure }) => startFailure(files, message),
      () => message || 'its script was not loaded',
    );
    this.end(cantRun(reason));
  }

  #terminate(): void {
    this.#worker.terminate();
    this.#port.close();
  }
}

/** Whether a worker's script was there, or the page's own were, and are no more. */
async function wasUpdated(script: string): Promise<boolean> {
  if (!(await isGone(script))) return false;
  if (startedScripts.has(script)) return true;
  // An engine may be made in a worker, too, which has no document.
  const ofPage = [...(globalThis.document?.scripts ?? [])].flatMap(({ src }) => src || []);
  return (await Promise.all(ofPage.map(isGone))).includes(true);
}

const cantRun = (reason: string): ApiLiteError => workerError(`can't run: ${reason}`);

function workerError(what: string): ApiLiteError {
  return new ApiLiteError('BPE-001001', `The engine's worker ${what.replace(/\.$/, '')}.`);
}
