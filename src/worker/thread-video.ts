import type { Remote } from 'comlink';
import { untilAborted } from '../common/until-aborted.ts';
import type { VideoThread } from '../crossing/video-protocol.ts';
import { framePicture } from '../media/frame-picture.ts';
import type { OpenVideo, VideoPicture } from '../media/open-video.ts';
import type { VideoFrameTaken, VideoInfo } from '../media/taken-frame.ts';

/** A thread that reads one video. */
export interface ReadingThread {
  remote: Remote<VideoThread>;
  /** Ends the thread, whatever it is doing; that of the engine can only be told. */
  end(): void;
  /** Gives it back, when it has nothing left to do. */
  release(): void;
}

/** A video that another thread reads: while a frame is looked at, the thread takes the next one. */
export class ThreadVideo implements OpenVideo {
  readonly info: VideoInfo;
  readonly #thread: ReadingThread;
  readonly #signal: AbortSignal;
  #asked = 0;
  #isClosed = false;

  private constructor(thread: ReadingThread, signal: AbortSignal, info: VideoInfo) {
    this.#thread = thread;
    this.#signal = signal;
    this.info = info;
  }

  static async open(blob: Blob, thread: ReadingThread, signal: AbortSignal): Promise<ThreadVideo> {
    try {
      const info = await untilAborted(thread.remote.open(blob), signal);
      return new ThreadVideo(thread, signal, info);
    } catch (error) {
      if (signal.aborted) thread.end();
      else thread.release();
      throw error;
    }
  }

  async *frames(count: number): AsyncGenerator<VideoPicture> {
    // Its answer is nothing to wait for: calls arrive in their order.
    void this.#thread.remote.begin(count);
    let coming = this.#next();
    try {
      for (let taken = await coming; taken; taken = await coming) {
        coming = this.#next();
        // Told when it is waited for.
        coming.catch(() => undefined);
        yield { time: taken.time, picture: await framePicture(taken.frame) };
      }
    } finally {
      void coming.then(discard, () => undefined);
    }
  }

  /** A thread that has not answered may be busy with the video for ever: it ends with it. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#asked > 0) this.#thread.end();
    else {
      void this.#thread.remote.close();
      this.#thread.release();
    }
  }

  #next(): Promise<VideoFrameTaken | undefined> {
    this.#asked++;
    const answer = this.#thread.remote.next().finally(() => this.#asked--);
    return untilAborted(answer, this.#signal);
  }
}

function discard(taken: VideoFrameTaken | undefined): void {
  if (taken && 'bitmap' in taken.frame) taken.frame.bitmap.close();
}
