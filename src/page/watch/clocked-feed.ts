import type { FrameFeed, LiveFrame } from './frame-feed.ts';

/** Pictures have no clock: so many are a second. */
const PICTURES_A_SECOND = 10;

/** Gives frames that come without a time one by their number. */
export class ClockedFeed implements FrameFeed {
  readonly #feed: FrameFeed;
  #count = 0;

  constructor(feed: FrameFeed) {
    this.#feed = feed;
  }

  get isLive(): boolean {
    return this.#feed.isLive;
  }

  get dropped(): number {
    return this.#feed.dropped;
  }

  async next(): Promise<LiveFrame | undefined> {
    const frame = await this.#feed.next();
    const time = this.#count++ / PICTURES_A_SECOND;
    return frame && { ...frame, time: frame.time ?? time };
  }

  close(): void {
    this.#feed.close();
  }
}
