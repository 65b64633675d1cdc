/** Keeps the newest of the frames that come by themselves: one that nobody has asked for is closed for the next. */
export class NewestFrame<Frame extends { close(): void }> {
  #held: Frame | undefined;
  #outcome: { error?: unknown } | undefined;
  #wake: (() => void) | undefined;
  #dropped = 0;

  /** Frames closed so far because another one came. */
  get dropped(): number {
    return this.#dropped;
  }

  get isOver(): boolean {
    return this.#outcome !== undefined;
  }

  /** Owns the frame from here on. */
  offer(frame: Frame): void {
    if (this.isOver) {
      frame.close();
      return;
    }
    if (this.#held) {
      this.#held.close();
      this.#dropped++;
    }
    this.#held = frame;
    this.#wake?.();
  }

  /** No more frames come; the one that is held can still be taken. */
  end(outcome: { error?: unknown } = {}): void {
    this.#outcome ??= outcome;
    this.#wake?.();
  }

  /** Ends at once: the one that is held is closed. */
  close(): void {
    this.end();
    this.#held?.close();
    this.#held = undefined;
  }

  /** The newest frame as soon as there is one, which the caller closes; undefined at the end. @throws what it ended with. */
  async take(): Promise<Frame | undefined> {
    while (!this.#held && !this.#outcome) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const frame = this.#held;
    this.#held = undefined;
    if (!frame && this.#outcome && 'error' in this.#outcome) throw this.#outcome.error;
    return frame;
  }
}
