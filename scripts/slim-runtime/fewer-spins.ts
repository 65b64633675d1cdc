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

/** The runtime's file with threads that sleep earlier; nothing moves. @throws {Error} if the place is not known. */
export function withFewerSpins(runtime: Uint8Array): Buffer<ArrayBuffer> {
  const changed = Buffer.from(runtime);
  const place = changed.indexOf(DEFAULT);
  if (place < 0 || changed.indexOf(DEFAULT, place + 1) >= 0) {
    throw new Error(
      'The runtime says in another way how long its threads look for work: see fewer-spins.ts.',
    );
  }
  changed.set(padded(SPINS), place + BEFORE.length);
  return changed;
}

/** An `i32.const` that is as long as the one it replaces: LEB128 may have more bytes than it needs. */
function padded(value: number): number[] {
  const { length } = constant(1 << 20);
  const digits = Array.from({ length: length - 1 }, (_, at) => ((value >> (7 * at)) & 0x7f) | 0x80);
  return [0x41, ...digits.slice(0, -1), (digits.at(-1) ?? 0) & 0x7f];
}
