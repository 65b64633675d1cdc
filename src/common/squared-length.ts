/** Of a vector. Math.hypot of hundreds of arguments takes 0.2 ms. */
export function squaredLength(vector: Float32Array): number {
  let squares = 0;
  for (let index = 0; index < vector.length; index++) squares += (vector[index] as number) ** 2;
  return squares;
}
