import { ApiLiteError } from '../../contract/errors.ts';
import type { FrameFeed, LiveFrame } from './frame-feed.ts';
import { NewestFrame } from './newest-frame.ts';

/** A frame that the element shows; nothing of it is held until it is taken. */
interface ShownFrame {
  time: number;
  close(): void;
}

/** Frames that a `<video>` shows, as it shows them; those of a file until it has been played. */
export class VideoFeed implements FrameFeed {
  readonly isLive = true;
  readonly #video: HTMLVideoElement;
  readonly #newest = new NewestFrame<ShownFrame>();
  #request: number | undefined;

  constructor(video: HTMLVideoElement) {
    this.#video = video;
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) this.#offer(video.currentTime);
    video.addEventListener('ended', this.#end);
    video.addEventListener('error', this.#fail);
    if (video.error) this.#fail();
    if (video.ended) this.#end();
    this.#await();
  }

  get dropped(): number {
    return this.#newest.dropped;
  }

  async next(): Promise<LiveFrame | undefined> {
    for (;;) {
      const shown = await this.#newest.take();
      if (!shown) return undefined;
      const frame = await imageOf(this.#video);
      if (frame && (!this.#newest.isOver || this.#video.ended)) return { ...frame, time: shown.time };
      if (frame && 'close' in frame.image) frame.image.close();
    }
  }

  close(): void {
    this.#newest.close();
    this.#cancel();
    this.#video.removeEventListener('ended', this.#end);
    this.#video.removeEventListener('error', this.#fail);
  }

  readonly #end = () => this.#newest.end();

  readonly #fail = () => {
    const message = `The <video> can't be played: ${this.#video.error?.message || 'its source is missing or damaged'}.`;
    this.#newest.end({ error: new ApiLiteError('BPE-002003', message, { cause: this.#video.error }) });
  };

  #offer(time: number): void {
    this.#newest.offer({ time, close: () => undefined });
  }

  /** Browsers without frame callbacks tell a new frame by the time alone. */
  #await(): void {
    if (this.#newest.isOver) return;
    const { currentTime } = this.#video;
    const again = (time: number) => {
      this.#offer(time);
      this.#await();
    };
    if ('requestVideoFrameCallback' in this.#video) {
      // WebKit gives every frame of a stream the media time 0.
      this.#request = this.#video.requestVideoFrameCallback((_, { mediaTime }) =>
        again(mediaTime || this.#video.currentTime),
      );
    } else {
      this.#request = requestAnimationFrame(() => {
        if ((this.#video as HTMLVideoElement).currentTime === currentTime) this.#await();
        else again((this.#video as HTMLVideoElement).currentTime);
      });
    }
  }

  #cancel(): void {
    if (this.#request === undefined) return;
    if ('cancelVideoFrameCallback' in this.#video) this.#video.cancelVideoFrameCallback(this.#request);
    else cancelAnimationFrame(this.#request);
  }
}

/**
 * What the element shows; undefined if that is nothing yet, though it says that it has a frame. A camera's frame
 * costs the page nothing; what a file's frames are to be turned by is known to the element alone, whose bitmap is upright.
 */
async function imageOf(video: HTMLVideoElement): Promise<Omit<LiveFrame, 'time'> | undefined> {
  if (typeof VideoFrame !== 'undefined' && video.srcObject) {
    try {
      const image = new VideoFrame(video);
      return { image, handed: [image] };
    } catch {
      // The bitmap says why, or there is none.
    }
  }
  const image = await createImageBitmap(video).catch(() => undefined);
  return image && { image, handed: [image] };
}
