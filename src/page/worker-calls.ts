import { proxy, transfer } from 'comlink';
import { checkOptions } from '../common/check-options.ts';
import { untilAborted } from '../common/until-aborted.ts';
import { ApiLiteError } from '../contract/errors.ts';
import type { CallOptions } from '../contract/methods.ts';
import type { CallProgress, EngineMethod, GalleryCall, WatchCall } from '../crossing/worker-protocol.ts';
import type { FacesSelection, GroupingOptions } from '../engine/engine-methods.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { LongCallOptions } from '../templates/gallery/face-gallery.ts';
import type { DetectOptions, PictureCallOptions } from './face-engine.ts';
import { OPTION_NAMES } from './option-names.ts';
import type { PictureSource } from './picture-source.ts';
import { type Arguments, type PostableCall, postableCall } from './postable-call.ts';
import { refusedPost } from './postable-data.ts';
import { postablePicture } from './postable-picture.ts';
import { repeatedOnce, StuckWorkerError } from './stuck-worker-error.ts';
import type { WorkerConnection } from './worker-connection.ts';
import type { WorkerPool } from './worker-pool.ts';
import { MAX_READING_SILENCE_MS } from './worker-watch.ts';

/** Every option that a call of the engine may have. */
export type AnyCallOptions = PictureCallOptions &
  FacesSelection &
  Omit<GroupingOptions, 'onProgress'> & {
    onProgress?: NonNullable<DetectOptions['onProgress'] | GroupingOptions['onProgress']>;
  };

/** The input of a call, or how it is made ready to be posted. */
type Parameters = Arguments | ((post: Post) => Promise<Arguments>);

/** @param name What the caller calls the picture. */
type Post = (source: PictureSource, name: string) => Promise<PictureInput>;

export class WorkerCalls {
  readonly #workers: WorkerPool;
  #lastId = 0;

  constructor(workers: WorkerPool) {
    this.#workers = workers;
  }

  /** One after the other, the first worker last. */
  async onEveryWorker<Result>(
    what: string,
    options: CallOptions = {},
    work: (connection: WorkerConnection) => Promise<Result>,
  ): Promise<Result[]> {
    checkOptions(options, OPTION_NAMES.state, `${what}() options`);
    const results: Result[] = [];
    for (const connection of await this.#workers.all()) {
      options.signal?.throwIfAborted();
      results.push(await untilAborted(connection.race(work(connection)), options.signal));
    }
    return results;
  }

  /** A call about the engine's state, which the first worker tells for all. */
  async ask<Result>(method: EngineMethod, options: CallOptions = {}): Promise<Result> {
    checkOptions(options, OPTION_NAMES.state, `${method}() options`);
    return repeatedOnce(async () => {
      options.signal?.throwIfAborted();
      return this.#send<Result>(await this.#workers.first(), method, options, {});
    });
  }

  /** A call that computes, on whichever worker has least to do. */
  async compute<Result>(
    method: EngineMethod,
    kind: 'picture' | 'template' | 'media' | 'faces' | 'grouping',
    options: AnyCallOptions = {},
    parameters: Parameters,
  ): Promise<Result> {
    checkOptions(options, OPTION_NAMES[kind], `${method}() options`);
    const call = () => this.#workers.run((worker) => this.#send<Result>(worker, method, options, parameters));
    // What was handed over is gone with the worker.
    return options.transfer ? call() : repeatedOnce(call);
  }

  /**
   * A call of a gallery: galleries live in the first worker. It is not made again if that got stuck, since it may
   * have written already.
   */
  async gallery(
    { gallery, method, options }: Omit<GalleryCall, 'parameters'>,
    given: Arguments,
    { signal, onProgress }: LongCallOptions,
    handed: Transferable[],
  ): Promise<unknown> {
    signal?.throwIfAborted();
    const opening = postableCall({}, gallery.options);
    const { named, ...postable } = postableCall(given, options);
    const posted = { gallery: { ...gallery, options: opening.options }, method, ...postable };
    const worker = await this.#workers.first();
    return this.#cancellable(worker, signal, async (id) => {
      const report = onProgress && progressPort(onProgress as (progress: CallProgress) => void);
      const call = worker.remote.call(id, transfer(posted, handed), report);
      return (await call.catch(explaining([...named, ...opening.named]))).result;
    });
  }

  /** A frame of a watch: watches live in the first worker, beside the galleries. */
  async watch(call: WatchCall, handed: Transferable[], signal: AbortSignal | undefined): Promise<unknown> {
    const worker = await this.#workers.first();
    return this.#cancellable(worker, signal, async (id) => {
      const looking = worker.remote.call(id, transfer(call, handed));
      return (await looking.catch(explaining([['source', call.frame]]))).result;
    });
  }

  /** Ends a watch in the worker, if there is one; never fails. */
  endWatch(watch: WatchCall['watch']): void {
    const end = async () => {
      const worker = await this.#workers.firstKnown;
      await worker?.race(worker.remote.call(++this.#lastId, { watch, frame: undefined, time: undefined }));
    };
    // A worker that is gone has nothing to end.
    end().catch(() => undefined);
  }

  /** @param parameters Made ready once there is a worker: what is handed over to it is lost to the page. */
  #send<Result>(
    worker: WorkerConnection,
    method: EngineMethod,
    { signal, onTimings, onProgress, transfer: handOver = false, ...options }: AnyCallOptions,
    parameters: Parameters,
  ): Promise<Result> {
    return this.#cancellable(worker, signal, async (id) => {
      const handed: Transferable[] = [];
      const post: Post = (source, name) => postablePicture(source, name, handOver, handed);
      const given = typeof parameters === 'function' ? await parameters(post) : parameters;
      const { named, ...postable } = postableCall(given, options);
      signal?.throwIfAborted();
      const report = onProgress && progressPort(onProgress as (progress: CallProgress) => void);
      const call = worker.remote.call(id, transfer({ method, ...postable }, handed), report);
      const { result, timings } = await call.catch(explaining(named));
      if (!signal?.aborted) onTimings?.(timings);
      return result as Result;
    });
  }

  /** Sends a call under an id of its own, and its cancellation after it. */
  async #cancellable<Result>(
    worker: WorkerConnection,
    signal: AbortSignal | undefined,
    send: (id: number) => Promise<Result>,
  ): Promise<Result> {
    signal?.throwIfAborted();
    const id = ++this.#lastId;
    try {
      return await untilAborted(worker.race(send(id)), signal, () => void worker.remote.cancel(id));
    } catch (error) {
      if (error instanceof StuckWorkerError && error.readers.has(id)) throw unreadableMedium(error);
      throw signal?.aborted ? signal.reason : error;
    }
  }
}

/** What the app does with the progress is no matter of the call: its error goes where those of event listeners go. */
function progressPort(onProgress: (progress: CallProgress) => void) {
  return proxy((progress: CallProgress) => {
    try {
      onProgress(progress);
    } catch (error) {
      reportError(error);
    }
  });
}

/** The call's own medium led the worker in a circle. */
function unreadableMedium(cause: StuckWorkerError): ApiLiteError {
  const message = `A medium can't be read within ${MAX_READING_SILENCE_MS / 1000} seconds: it is damaged. Record it again.`;
  return new ApiLiteError('LDE-002004', message, { cause });
}

/** Says of what the browser refused to post. */
function explaining(named: PostableCall['named']): (error: unknown) => never {
  return (error) => {
    const isRefused = error instanceof DOMException && error.name === 'DataCloneError';
    throw isRefused ? refusedPost(named, error) : error;
  };
}
