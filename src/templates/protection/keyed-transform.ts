import { toHex } from '../../common/hex.ts';
import { deriveFrom, type KeyDerivation } from './key-derivation.ts';

/**
 * A secret rotation of templates: it keeps every cosine among vectors rotated alike (accuracy is unchanged), and
 * vectors rotated under two secrets compare like those of strangers. See docs/privacy.md for what this gives
 * when the secret leaks.
 */
export interface KeyedTransform {
  /** Names the secret without revealing it: 32 hexadecimal digits. */
  readonly id: string;
  /** The protected vector of a plain one. */
  apply(vector: Float32Array): Float32Array<ArrayBuffer>;
  /** The plain vector of a protected one, but for rounding; for the reissue under a new secret. */
  invert(vector: Float32Array): Float32Array<ArrayBuffer>;
}

/**
 * One round permutes, flips signs and mixes by a Walsh-Hadamard transform. Each output of one round depends on
 * every input; three make the rotation behave like a random one on real vectors.
 */
const ROUNDS = 3;
/** The least a secret may hold: 128 bits. */
const MIN_SECRET_BYTES = 16;
const ID_BYTES = 16;

interface Round {
  permutation: Uint16Array;
  signs: Float64Array;
}

/**
 * @param secret At least 16 random bytes; a passphrase does not do, derive a key from it first.
 * @param dimension Components of a vector: a power of two, 2 to 32768.
 * @throws {TypeError} If one of them is not so.
 */
export async function createKeyedTransform(secret: Uint8Array, dimension: number): Promise<KeyedTransform> {
  if (!(secret instanceof Uint8Array) || secret.length < MIN_SECRET_BYTES) {
    throw new TypeError(`The secret of a keyed transform must be at least ${MIN_SECRET_BYTES} bytes`);
  }
  if (!Number.isInteger(Math.log2(dimension)) || dimension < 2 || dimension > 32_768) {
    throw new TypeError(`A keyed transform needs vectors of a power of two, not of ${dimension} components`);
  }
  const derived = await deriveFrom(secret);
  const id = toHex(await derived.bytes(purpose('id'), ID_BYTES));
  const rounds = await deriveRounds(derived, dimension);
  return {
    id,
    apply: (vector) => run(vector, dimension, (values, spare) => forward(rounds, values, spare)),
    invert: (vector) => run(vector, dimension, (values, spare) => backward(rounds, values, spare)),
  };
}

const purpose = (what: string): string => `inpage-face keyed transform: ${what}`;

async function deriveRounds(derived: KeyDerivation, dimension: number): Promise<Round[]> {
  const key = await derived.key(purpose('rounds'), { name: 'AES-CTR', length: 256 }, ['encrypt']);
  const counter = { name: 'AES-CTR', counter: new Uint8Array(16), length: 64 };
  // Each round takes a 32-bit number for every position of the permutation and one for every sign.
  const zeros = new Uint8Array(ROUNDS * dimension * 2 * 4);
  const stream = new DataView(await crypto.subtle.encrypt(counter, key, zeros));
  return Array.from({ length: ROUNDS }, (_, round) => {
    const start = round * dimension * 8;
    const number = (position: number) => stream.getUint32(start + position * 4, true);
    return {
      permutation: shuffle(dimension, number),
      signs: Float64Array.from({ length: dimension }, (_, i) => (number(dimension + i) & 1 ? 1 : -1)),
    };
  });
}

/** Fisher-Yates; scaling a 32-bit number to the range is uneven by less than 1e-5, no help to a guess. */
function shuffle(size: number, number: (position: number) => number): Uint16Array {
  const order = Uint16Array.from({ length: size }, (_, i) => i);
  for (let last = size - 1; last > 0; last--) {
    const chosen = Math.floor((number(last) / 2 ** 32) * (last + 1));
    [order[last], order[chosen]] = [order[chosen] as number, order[last] as number];
  }
  return order;
}

function run(
  vector: Float32Array,
  dimension: number,
  steps: (values: Float64Array, spare: Float64Array) => void,
): Float32Array<ArrayBuffer> {
  if (vector.length !== dimension) {
    throw new TypeError(`The vector must have ${dimension} components, not ${vector.length}`);
  }
  // In double precision throughout: the only rounding is the last one to 32 bits.
  const values = Float64Array.from(vector);
  steps(values, new Float64Array(dimension));
  return Float32Array.from(values);
}

function forward(rounds: Round[], values: Float64Array, spare: Float64Array): void {
  for (const { permutation, signs } of rounds) {
    spare.set(values);
    for (let i = 0; i < values.length; i++) values[i] = at(spare, at(permutation, i)) * at(signs, i);
    walshHadamard(values);
  }
}

function backward(rounds: Round[], values: Float64Array, spare: Float64Array): void {
  for (const { permutation, signs } of [...rounds].reverse()) {
    walshHadamard(values); // its own inverse
    spare.set(values);
    for (let i = 0; i < values.length; i++) values[at(permutation, i)] = at(spare, i) * at(signs, i);
  }
}

/** The fast Walsh-Hadamard transform in place, scaled to keep lengths. */
function walshHadamard(values: Float64Array): void {
  const { length } = values;
  for (let half = 1; half < length; half *= 2) {
    for (let block = 0; block < length; block += 2 * half) {
      for (let i = block; i < block + half; i++) {
        const a = at(values, i);
        const b = at(values, i + half);
        values[i] = a + b;
        values[i + half] = a - b;
      }
    }
  }
  const scale = 1 / Math.sqrt(length);
  for (let i = 0; i < length; i++) values[i] = at(values, i) * scale;
}

/** An element that is known to exist. */
const at = (values: ArrayLike<number>, index: number): number => values[index] as number;
