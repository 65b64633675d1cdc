import { platformName } from '../source-kind.ts';
import { type FrameFeed, type LiveFrame, secondsOf } from './frame-feed.ts';
import { NewestFrame } from './newest-frame.ts';

/** Frames of a stream as they come. The feed owns them, and cancels the stream at the end. */
export class StreamFeed implements FrameFeed {
  readonly isLive = true;
  readonly #reader: ReadableStreamDefaultReader<VideoFrame>;
  readonly #newest = new NewestFrame<VideoFrame>();

  /** @throws {TypeError} if the stream is locked to another reader. */
  constructor(stream: ReadableStream<VideoFrame>) {
    this.#reader = stream.getReader();
    void this.#read();
  }

  get dropped(): number {
    return this.#newest.dropped;
  }

  async next(): Promise<LiveFrame | undefined> {
    const image = await this.#newest.take();
    return image && { image, time: secondsOf(image), handed: [image] };
  }

  close(): void {
    this.#newest.close();
    this.#reader.cancel().catch(() => undefined);
  }

  async #read(): Promise<void> {
    try {
      for (;;) {
        const { done, value } = await this.#reader.read();
        if (done) break;
        if (platformName(value) !== 'VideoFrame') {
          throw new TypeError(`\`source\` is a stream of ${platformName(value)}: it must be of VideoFrame`);
        }
        this.#newest.offer(value);
      }
      this.#newest.end();
    } catch (error) {
      this.#newest.end({ error });
    }
  }
}
