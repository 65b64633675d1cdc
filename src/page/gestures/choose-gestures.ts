import { GESTURES, type Gesture } from '../../vision/gestures/gesture-names.ts';
import type { GestureChoice } from './gesture-options.ts';

/** Bytes of randomness that each choice takes: eight gestures are as likely as each other, but for 1 in 500 million. */
const BYTES = 4;

/** @throws {TypeError} if it is neither a list of gestures nor `random:` and how many. */
export function checkChoice(choice: GestureChoice): void {
  if (typeof choice === 'string') {
    countOf(choice);
    return;
  }
  if (!Array.isArray(choice) || choice.length === 0) throw wrong(choice);
  for (const gesture of choice) {
    if (!(GESTURES as readonly unknown[]).includes(gesture)) throw wrong(gesture);
  }
}

/**
 * The gestures to ask for.
 *
 * @param nonce Decides what is chosen at random, if it is given: its SHA-256 holds four bytes for each choice among those that are left.
 */
export async function chooseGestures(choice: GestureChoice, nonce: string | undefined): Promise<Gesture[]> {
  if (typeof choice !== 'string') return [...choice];
  const bytes = nonce === undefined ? randomBytes() : await sha256(nonce);
  const left = [...GESTURES];
  return Array.from({ length: countOf(choice) }, (_, at) => {
    const number = bytes.getUint32(at * BYTES);
    return left.splice(number % left.length, 1)[0] as Gesture;
  });
}

function countOf(choice: string): number {
  const [, digits = ''] = /^random:(\d+)$/.exec(choice) ?? [];
  const count = Number(digits);
  if (count >= 1 && count <= GESTURES.length) return count;
  throw wrong(choice);
}

function randomBytes(): DataView {
  return new DataView(crypto.getRandomValues(new Uint8Array(GESTURES.length * BYTES)).buffer);
}

async function sha256(text: string): Promise<DataView> {
  return new DataView(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

function wrong(given: unknown): TypeError {
  return new TypeError(
    `gestures must be a list of ${GESTURES.join(', ')}, or "random:N" with N from 1 to ${GESTURES.length}, not ${JSON.stringify(given)}`,
  );
}
