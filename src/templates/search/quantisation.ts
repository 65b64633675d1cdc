/** The largest 8-bit component; -128 is not used, so that the range is symmetric. */
const MAX_COMPONENT = 127;

const MAX_INT16 = 32_767;
const MAX_INT32 = 2 ** 31 - 1;

/**
 * Writes a vector to 8-bit integers, its largest component becoming ±127.
 *
 * @returns The scale: a component is about its integer times the scale.
 */
export function quantiseRow(vector: Float32Array, row: Int8Array): number {
  let largest = 0;
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i] as number));
  const scale = Math.fround(largest / MAX_COMPONENT);
  for (let i = 0; i < vector.length; i++) row[i] = Math.round((vector[i] as number) / scale);
  return scale;
}

/**
 * Writes a query to 16-bit integers, as finely as a dot product with 8-bit rows of this length allows without
 * overflowing 32 bits: at 512 components, the full 16 bits. So its own rounding hardly counts.
 *
 * @returns The scale, as in {@link quantiseRow}.
 */
export function quantiseQuery(vector: Float32Array, words: Int16Array): number {
  let largest = 0;
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i] as number));
  const maxWord = Math.min(MAX_INT16, Math.floor(MAX_INT32 / (MAX_COMPONENT * words.length)));
  const scale = Math.fround(largest / maxWord);
  for (let i = 0; i < vector.length; i++) {
    // The scale's own rounding could lift the largest component over the bound.
    words[i] = Math.max(-maxWord, Math.min(maxWord, Math.round((vector[i] as number) / scale)));
  }
  return scale;
}
