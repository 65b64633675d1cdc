import { squaredLength } from '../../common/squared-length.ts';

/** How far a squared length may be from 1: more than rounding or 8-bit storage makes of a unit vector. */
const TOLERANCE = 0.01;

/**
 * Makes sure that a vector is of unit length: anything else would give similarities that mean nothing.
 *
 * @throws {TypeError} If it isn't; also if a component is not a number.
 */
export function requireUnitLength(vector: Float32Array): void {
  const squares = squaredLength(vector);
  // Written so that NaN fails too.
  if (!(Math.abs(squares - 1) <= TOLERANCE)) {
    throw new TypeError(`A vector must be of unit length, this one's is ${Math.sqrt(squares)}: normalise it`);
  }
}
