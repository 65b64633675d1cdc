/** Random numbers that a text determines: the same text gives the same numbers on every machine (sfc32). */
export class Random {
  readonly #state: Uint32Array;

  /** @param key Names the stream, e.g. `1/pictures/42`. */
  constructor(key: string) {
    let hash = 2166136261;
    this.#state = Uint32Array.from({ length: 4 }, (_, word) => {
      for (const character of `${key}/${word}`) {
        hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
      }
      return hash;
    });
    for (let round = 0; round < 12; round++) this.word();
  }

  /** A whole number of 32 bits. */
  word(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#state;
    const sum = (a + b + d) >>> 0;
    this.#state.set([b ^ (b >>> 9), c + (c << 3), ((c << 21) | (c >>> 11)) + sum, d + 1]);
    return sum;
  }

  /** A whole number from 0 to one below the bound. */
  below(bound: number): number {
    return Math.floor((this.word() / 2 ** 32) * bound);
  }

  /** A whole number from the first to the last. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  /** True in so many of a hundred cases. */
  percent(share: number): boolean {
    return this.below(100) < share;
  }

  pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length }, () => this.word() & 255);
  }
}
