import type { PictureSource } from '../picture-source.ts';
import { postablePicture } from '../postable-picture.ts';
import { knownSource } from '../source-kind.ts';
import { type FrameFeed, type LiveFrame, secondsOf } from './frame-feed.ts';

/** Frames that are fetched one by one: none is dropped, as the source waits. */
export class ListFeed implements FrameFeed {
  readonly isLive = false;
  readonly dropped = 0;
  readonly #frames: AsyncIterator<PictureSource> | Iterator<PictureSource>;
  readonly #transfer: boolean;
  #isOver = false;
  #count = 0;

  /** @param transfer Hands the app's frames over instead of copies of them. */
  constructor(frames: AsyncIterable<PictureSource> | Iterable<PictureSource>, transfer: boolean) {
    this.#frames =
      Symbol.asyncIterator in frames ? frames[Symbol.asyncIterator]() : frames[Symbol.iterator]();
    this.#transfer = transfer;
  }

  async next(): Promise<LiveFrame | undefined> {
    if (this.#isOver) return undefined;
    const { done, value } = await this.#frames.next();
    if (done) {
      this.#isOver = true;
      return undefined;
    }
    return postableFrame(value, `source[${this.#count++}]`, this.#transfer);
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    // What it fails with at the end is nobody's any more.
    void (async () => this.#frames.return?.())().catch(() => undefined);
  }
}

async function postableFrame(frame: PictureSource, name: string, transfer: boolean): Promise<LiveFrame> {
  const known = knownSource(frame);
  if (known?.kind === 'VideoFrame' && known.source.codedWidth > 0) {
    const time = secondsOf(known.source);
    const image = transfer ? known.source : known.source.clone();
    return { image, time, handed: [image] };
  }
  const handed: Transferable[] = [];
  return { image: await postablePicture(frame, name, transfer, handed), time: undefined, handed };
}
