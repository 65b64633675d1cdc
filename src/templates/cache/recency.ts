/** A record's name and when it was made, in milliseconds since 1970. */
export type Entry = [name: string, made: number];

/** Which records there are, the least recently used first. */
export class Recency {
  /** In order of use: a Map keeps the order of insertion. */
  #made = new Map<string, number>();

  get size(): number {
    return this.#made.size;
  }

  has(name: string): boolean {
    return this.#made.has(name);
  }

  /** The record was used, or made, just now. */
  touch(name: string, made: number): void {
    this.#made.delete(name);
    this.#made.set(name, made);
  }

  forget(names: Iterable<string>): void {
    for (const name of names) this.#made.delete(name);
  }

  /** The `count` records used longest ago. */
  oldest(count: number): string[] {
    return [...this.#made.keys()].slice(0, Math.max(0, count));
  }

  /** The records made before `time`. */
  madeBefore(time: number): string[] {
    return this.entries()
      .filter(([, made]) => made < time)
      .map(([name]) => name);
  }

  entries(): Entry[] {
    return [...this.#made];
  }
}
