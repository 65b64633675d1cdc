import { constant } from './wasm-module.ts';

/**
 * How often a thread of the runtime without work looks for some before it sleeps: a tenth of a millisecond and more,
 * longer than the pauses inside of a model. By itself it looks a million times, for milliseconds, and keeps a core from
 * decoders and pages after each model. The runtime has no setting for the threads that its sessions share.
 */
const SPINS = 10_000;

const IF_I32 = [0x04, 0x7f];
const ELSE = 0x05;
/** `duration < 0 ? 1 << 20 : …` in the making of the threads' pool: a duration below 0 is that nobody asked for. */
const BEFORE = [...constant(0), 0x48, ...IF_I32];
const DEFAULT = Buffer.from([...BEFORE, ...constant(1 << 20), ELSE]);

/** The runtime's functions, with threads that sleep earlier. @throws {Error} if the place is not known. */
export function withFewerSpins(bodies: readonly Uint8Array[]): Uint8Array[] {
  const places = bodies.map((body) => Buffer.from(body).indexOf(DEFAULT));
  const [place, ...others] = places.flatMap((at, index) => (at < 0 ? [] : { at, index }));
  if (!place || others.length > 0) {
    throw new Error(
      'The runtime says in another way how long its threads look for work: see fewer-spins.ts.',
    );
  }
  const instead = Buffer.from([...BEFORE, ...constant(SPINS), ELSE]);
  return bodies.map((body, index) => {
    if (index !== place.index) return body;
    return Buffer.concat([body.subarray(0, place.at), instead, body.subarray(place.at + DEFAULT.length)]);
  });
}
