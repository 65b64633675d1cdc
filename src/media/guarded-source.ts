import { MAX_READING_STRETCH_MS } from './limits.ts';
import { UnusableMediumError } from './unusable-medium.ts';
import { BlobSource } from './video-library.ts';

/** The library's own way into a source, which its types leave out. A test holds that it is still there. */
interface SourceInside {
  _read(...range: number[]): unknown;
}

/** How often the thread's event loop is seen to turn. */
const TURN_MS = 100;

/**
 * A source that stops a demuxer which is led in a circle, as by an element of size 0: it reads on and on, and never
 * lets the thread do anything else. An honest one waits for its bytes every few milliseconds.
 */
export class GuardedSource {
  readonly source: BlobSource;
  /** When the reading began that nothing has interrupted since. */
  #stretch: number | undefined;
  readonly #timer = setInterval(() => {
    this.#stretch = undefined;
  }, TURN_MS);

  constructor(blob: Blob) {
    this.source = new BlobSource(blob);
    const inside = this.source as unknown as SourceInside;
    const read = inside._read.bind(this.source);
    inside._read = (...range) => {
      const now = performance.now();
      this.#stretch ??= now;
      if (now - this.#stretch > MAX_READING_STRETCH_MS) {
        throw new UnusableMediumError('is a video that leads its reader in a circle: it is damaged');
      }
      return read(...range);
    };
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
