/** In place of a reference: the probe of a person who isn't enrolled. */
export const NOT_ENROLLED = Symbol('not enrolled');

/** Similarities of two pictures of one person that face models give: from a poor pair to a good one. */
const MIN_SIMILARITY = 0.35;
const MAX_SIMILARITY = 0.85;

/**
 * Templates of people who don't exist: directions drawn evenly, which is the hardest case for ranking (real
 * templates of one person lie together). Always the same people.
 */
export class SyntheticPeople {
  #state = 1;

  constructor(readonly dimension: number) {}

  /** The template of another person. */
  person(): Float32Array<ArrayBuffer> {
    return normalise(Float32Array.from({ length: this.dimension }, () => this.#bell()));
  }

  /** Another picture of the person of `reference`. */
  probe(reference: Float32Array | typeof NOT_ENROLLED): Float32Array<ArrayBuffer> {
    const noise = this.person();
    if (reference === NOT_ENROLLED) return noise;
    const similarity = MIN_SIMILARITY + (MAX_SIMILARITY - MIN_SIMILARITY) * this.#random();
    return this.like(reference, similarity, noise);
  }

  /** A template of about this similarity to `reference`. */
  like(reference: Float32Array, similarity: number, noise = this.person()): Float32Array<ArrayBuffer> {
    const share = Math.sqrt(1 - similarity ** 2);
    return normalise(noise.map((component, i) => share * component + similarity * (reference[i] as number)));
  }

  /** About normally distributed: the sum of four numbers; fast, as a million templates need it. */
  #bell(): number {
    return this.#random() + this.#random() + this.#random() + this.#random() - 2;
  }

  /** From 0 to 1 (xorshift32). */
  #random(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return (x >>> 0) / 2 ** 32;
  }
}

function normalise(vector: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  let squares = 0;
  for (const component of vector) squares += component ** 2;
  const scale = 1 / Math.sqrt(squares);
  return vector.map((component) => component * scale);
}
