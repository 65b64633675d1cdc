/** A line between a visitor and a host, as its arithmetic: when what is sent over it gets there. */
export class SlowLine {
  readonly #bitsPerSecond: number;
  readonly #latency: number;
  /** When all that was given to it so far is through. */
  #free = 0;

  /** @param latency Milliseconds from a request to the first byte of its response. */
  constructor({ bitsPerSecond, latency }: { bitsPerSecond: number; latency: number }) {
    this.#bitsPerSecond = bitsPerSecond;
    this.#latency = latency;
  }

  /** When the first byte of a response may leave. @param asked When its request came, in milliseconds. */
  firstByteAt(asked: number): number {
    return asked + this.#latency;
  }

  /**
   * When so many bytes are through, which wait for all that was given to the line before, whatever the connection.
   *
   * @param ready From when on they may be sent: of a later piece when the one before was due, not when a timer,
   *   which is always late, noticed; else the line would stand idle in between.
   */
  carriedAt(ready: number, bytes: number): number {
    this.#free = Math.max(ready, this.#free) + (8000 * bytes) / this.#bitsPerSecond;
    return this.#free;
  }
}
