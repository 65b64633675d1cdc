export { randomNumbers as seeded } from '../../../../scripts/evaluate/random-numbers.ts';

/** A normally distributed number (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A vector scaled to unit length. */
export function unit(components: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const length = Math.hypot(...Array.from(components));
  return Float32Array.from(components, (component) => component / length);
}

/** A unit vector in a random direction. */
export function randomUnit(dimension: number, random: () => number): Float32Array<ArrayBuffer> {
  return unit(Array.from({ length: dimension }, () => normal(random)));
}

/** Another sample of the same person: a unit vector whose similarity to `reference` is about `similarity`. */
export function probeOf(
  reference: Float32Array,
  similarity: number,
  random: () => number,
): Float32Array<ArrayBuffer> {
  const noise = randomUnit(reference.length, random);
  const share = Math.sqrt(1 - similarity ** 2);
  return unit(reference.map((component, i) => similarity * component + share * (noise[i] as number)));
}

/** The definition: the dot product, in double precision. */
export function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, component, i) => sum + component * (b[i] as number), 0);
}
