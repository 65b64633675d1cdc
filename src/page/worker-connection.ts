import { proxy, type Remote, transfer, wrap } from 'comlink';
import { ApiLiteError } from '../contract/errors.ts';
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

/** A worker that is up, until it dies or is ended. */
export class WorkerConnection {
  readonly remote: Remote<FaceWorker>;
  /** Rejects when the worker is no more. */
  readonly ended: Promise<never>;
  readonly #worker: Worker;
  readonly #port: MessagePort;
  #httpPort: MessagePort | undefined;
  readonly #watch: WorkerWatch;
  #isUp = false;
  #end: (reason: unknown) => void = () => undefined;

  private constructor({ files, models, backend, runtime: wanted, threads }: Omit<EngineSettings, 'workers'>) {
    const { worker, starter = worker, engine, runtime } = files;
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
    const start: WorkerStart = { engine, port, watch, lock, runtime, choice, backend, threads };
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
    onProgress: (progress: LoadProgress) => void,
  ): Promise<WorkerConnection> {
    const connection = new WorkerConnection({ files, ...config });
    await connection.race(connection.remote.start(config, proxy(onProgress)));
    connection.#isUp = true;
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
  race<Result>(call: Promise<Result>): Promise<Result> {
    return this.#watch.during(Promise.race([call, this.ended]));
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
    const reason = this.#isUp
      ? message
      : await import('./start-failure.ts').then(
          ({ startFailure }) => startFailure(files, message),
          () => message || 'its script was not loaded',
        );
    this.end(workerError(`can't run: ${reason}`));
  }

  #terminate(): void {
    this.#worker.terminate();
    this.#port.close();
  }
}

function workerError(what: string): ApiLiteError {
  return new ApiLiteError('BPE-001001', `The engine's worker ${what.replace(/\.$/, '')}.`);
}
