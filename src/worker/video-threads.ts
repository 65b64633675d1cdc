import { wrap } from 'comlink';
import { RetriedMemo } from '../common/retried-memo.ts';
import { VIDEO_THREAD, VIDEO_THREAD_READY, type VideoThread } from '../crossing/video-protocol.ts';
import type { VideoReader } from '../media/open-video.ts';
import { type ReadingThread, ThreadVideo } from './thread-video.ts';

/** A thread without a video is kept for the next one for so long: to start another takes some 50 ms. */
const KEPT_MS = 30_000;

/**
 * Reads videos in threads of their own, one for each that is open: they decode while the engine's runs models, and
 * whatever a video's bytes do there leaves the engine alone. Where no such thread can be started (a policy against it,
 * a script of another origin), the engine's own reads them.
 */
export class VideoThreads {
  readonly #url: string;
  readonly #imported: RetriedMemo<void>;
  #canStart: boolean;
  #idle: ReadingThread | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param url Of the script that reads videos. */
  constructor(url: string) {
    this.#url = url;
    this.#canStart = new URL(url).origin === globalThis.origin;
    let attempts = 0;
    this.#imported = new RetriedMemo(async () => {
      attempts++;
      // A browser may remember that a module could not be fetched; with a fragment it is another one.
      await import(/* @vite-ignore */ attempts === 1 ? url : `${url}#${attempts}`);
    });
  }

  /** What opens one video, in a thread that is ready for it. Rejects if the script can't be read. */
  async reader(): Promise<VideoReader> {
    const thread = this.#takeIdle() ?? (await this.#started()) ?? (await this.#ownThread());
    return { open: (blob, signal) => ThreadVideo.open(blob, thread, signal) };
  }

  /** Undefined where none can be started. */
  async #started(): Promise<ReadingThread | undefined> {
    if (!this.#canStart) return undefined;
    try {
      const worker = new Worker(this.#url, { type: 'module', name: VIDEO_THREAD });
      await ready(worker);
      const thread: ReadingThread = {
        remote: wrap<VideoThread>(worker),
        end: () => worker.terminate(),
        release: () => this.#keep(thread),
      };
      return thread;
    } catch {
      return undefined;
    }
  }

  async #ownThread(): Promise<ReadingThread> {
    await this.#imported.get();
    // It is not for want of the script that no thread could be started.
    this.#canStart = false;
    const { inpageFaceServeVideos } = globalThis;
    if (!inpageFaceServeVideos) throw new Error(`${this.#url} is not the script that reads videos`);
    const { port1, port2 } = new MessageChannel();
    inpageFaceServeVideos(port2);
    const remote = wrap<VideoThread>(port1);
    const end = () => {
      void remote.close();
      port1.close();
    };
    return { remote, end, release: end };
  }

  #takeIdle(): ReadingThread | undefined {
    const idle = this.#idle;
    this.#idle = undefined;
    clearTimeout(this.#timer);
    return idle;
  }

  #keep(thread: ReadingThread): void {
    this.#takeIdle()?.end();
    this.#idle = thread;
    this.#timer = setTimeout(() => this.#takeIdle()?.end(), KEPT_MS);
  }
}

/** Rejects if the worker can't run its script. */
function ready(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => {
      if (data === VIDEO_THREAD_READY) resolve();
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    });
  });
}
