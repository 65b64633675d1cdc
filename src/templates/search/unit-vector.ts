/** How far a squared length may be from 1: more than rounding or 8-bit storage makes of a unit vector. */
const TOLERANCE = 0.01;

/**
 * Makes sure that `length` components from `offset` are a vector of unit length: anything else would give
 * similarities that mean nothing.
 *
 * @throws {TypeError} Where they aren't; also where a component is not a number.
 */
export function requireUnitLength(components: Float32Array, offset: number, length: number): void {
  let squares = 0;
  for (let i = offset; i < offset + length; i++) squares += (components[i] as number) ** 2;
  // Written so that NaN fails too.
  if (!(Math.abs(squares - 1) <= TOLERANCE)) {
    throw new TypeError(`A vector must be of unit length, this one's is ${Math.sqrt(squares)}: normalise it`);
  }
}
