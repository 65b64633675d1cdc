/**
 * Promises of things by key, each built when it is first asked for and kept. What failed to build is forgotten and
 * built anew next time; a failure never takes away what was built after it.
 */
export class RetriedMemoMap<Key, Thing> {
  readonly #things = new Map<Key, Promise<Thing>>();

  /** The thing of a key; `build` makes it if there is none. */
  get(key: Key, build: () => Promise<Thing>): Promise<Thing> {
    const known = this.#things.get(key);
    if (known) return known;
    const building = build();
    this.#things.set(key, building);
    building.catch(() => {
      this.forget(key, building);
    });
    return building;
  }

  /** What is built or being built under a key. */
  known(key: Key): Promise<Thing> | undefined {
    return this.#things.get(key);
  }

  keys(): Key[] {
    return [...this.#things.keys()];
  }

  /**
   * Forgets what was built under a key.
   *
   * @param thing Forgets this one only: another that took its place stays.
   * @returns What was forgotten.
   */
  forget(key: Key, thing = this.#things.get(key)): Promise<Thing> | undefined {
    if (this.#things.get(key) !== thing) return undefined;
    this.#things.delete(key);
    return thing;
  }
}

/** One thing, by the rules of {@link RetriedMemoMap}. */
export class RetriedMemo<Thing> {
  readonly #map = new RetriedMemoMap<undefined, Thing>();
  readonly #build: () => Promise<Thing>;

  constructor(build: () => Promise<Thing>) {
    this.#build = build;
  }

  get(): Promise<Thing> {
    return this.#map.get(undefined, this.#build);
  }

  /** The thing if it is built or being built. */
  get known(): Promise<Thing> | undefined {
    return this.#map.known(undefined);
  }

  /** Forgets the thing, or only `thing` if it is still that one. @returns What was forgotten. */
  forget(thing?: Promise<Thing>): Promise<Thing> | undefined {
    return this.#map.forget(undefined, thing);
  }
}
