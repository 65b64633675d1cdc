/** Linear equations, more than there are unknowns, to be solved by least squares. */
export class NormalEquations {
  readonly #unknowns: number;
  readonly #width: number;
  /** A row for each unknown, its last column the right side; of the symmetric part the upper half is summed. */
  readonly #sums: Float64Array;

  constructor(unknowns: number) {
    this.#unknowns = unknowns;
    this.#width = unknowns + 1;
    this.#sums = new Float64Array(unknowns * this.#width);
  }

  /** @param coefficients One for each unknown. */
  add(coefficients: ArrayLike<number>, rightSide: number): void {
    const sums = this.#sums;
    const unknowns = this.#unknowns;
    for (let row = 0; row < unknowns; row++) {
      const factor = coefficients[row] as number;
      const at = row * this.#width;
      for (let column = row; column < unknowns; column++) {
        sums[at + column] = (sums[at + column] as number) + factor * (coefficients[column] as number);
      }
      sums[at + unknowns] = (sums[at + unknowns] as number) + factor * rightSide;
    }
  }

  /** The unknowns, by Gaussian elimination with pivots; undefined if the equations leave one open. */
  solve(): Float64Array | undefined {
    const rows = this.#rows();
    for (let column = 0; column < this.#unknowns; column++) {
      const below = rows.slice(column).map((row) => Math.abs(row[column] as number));
      const pivotAt = column + below.indexOf(Math.max(...below));
      const pivot = rows[pivotAt];
      if (!pivot || !(Math.abs(pivot[column] as number) > 0)) return undefined;
      [rows[column], rows[pivotAt]] = [pivot, rows[column] as Float64Array];
      for (const [at, row] of rows.entries()) {
        if (at === column) continue;
        const factor = (row[column] as number) / (pivot[column] as number);
        for (let to = column; to <= this.#unknowns; to++) {
          row[to] = (row[to] as number) - factor * (pivot[to] as number);
        }
      }
    }
    return Float64Array.from(rows, (row, at) => (row[this.#unknowns] as number) / (row[at] as number));
  }

  #rows(): Float64Array[] {
    const at = (row: number, column: number): number => this.#sums[row * this.#width + column] as number;
    return Array.from({ length: this.#unknowns }, (_, row) =>
      Float64Array.from({ length: this.#width }, (_, column) =>
        column < row ? at(column, row) : at(row, column),
      ),
    );
  }
}
