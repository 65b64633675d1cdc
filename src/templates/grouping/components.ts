/** Indices connected by pairs, in groups: a pair joins the groups of both. */
export class Components {
  readonly #parents: number[] = [];

  /** One more index, the next, on its own. */
  add(): void {
    this.#parents.push(this.#parents.length);
  }

  connect(a: number, b: number): void {
    this.#parents[this.#rootOf(a)] = this.#rootOf(b);
  }

  /** Ascending within a group. */
  groups(): number[][] {
    const groups = new Map<number, number[]>();
    for (let index = 0; index < this.#parents.length; index++) {
      const root = this.#rootOf(index);
      const group = groups.get(root);
      if (group) group.push(index);
      else groups.set(root, [index]);
    }
    return [...groups.values()];
  }

  #rootOf(index: number): number {
    let root = index;
    for (let parent = this.#parentOf(root); parent !== root; parent = this.#parentOf(root)) {
      // Halves the way for those who come later.
      const above = this.#parentOf(parent);
      this.#parents[root] = above;
      root = above;
    }
    return root;
  }

  #parentOf(index: number): number {
    return this.#parents[index] as number;
  }
}
