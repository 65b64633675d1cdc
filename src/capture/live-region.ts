import { ANNOUNCE_MS } from './thresholds.ts';

/** Speaks to people who listen, without chattering: one sentence at a time, and only what is new. */
export class LiveRegion {
  #last = '';
  #lastTime = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #write: (sentence: string) => void;

  constructor(write: (sentence: string) => void) {
    this.#write = write;
  }

  /** Says it when the sentence before has had its time; of several that wait the last one counts. */
  say(sentence: string): void {
    clearTimeout(this.#timer);
    if (sentence === this.#last) return;
    const wait = this.#lastTime + ANNOUNCE_MS - performance.now();
    if (wait <= 0) this.sayNow(sentence);
    else this.#timer = setTimeout(() => this.sayNow(sentence), wait);
  }

  hush(): void {
    clearTimeout(this.#timer);
  }

  /** Says it at once, in place of whatever waits. */
  sayNow(sentence: string): void {
    clearTimeout(this.#timer);
    this.#last = sentence;
    this.#lastTime = performance.now();
    this.#write(sentence);
  }
}
