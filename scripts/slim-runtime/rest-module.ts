import { crc32 } from 'node:zlib';
import { functionBodies, leb, name, readSections, SECTION, writeSections } from './wasm-module.ts';

/** A part that both files have, and where it ends in each. */
interface Shared {
  inWhole: number;
  inSlim: number;
  length: number;
}

/**
 * What the whole runtime has and the slim one lacks, as a module that does nothing: hosts know how to send one, and bundlers how
 * to copy it. Both together give the whole file again (src/runtime/whole-file.ts), so that the package holds nothing twice.
 */
export function restModule(whole: Uint8Array, slim: Uint8Array): Uint8Array<ArrayBuffer> {
  const shared = [{ inWhole: 0, inSlim: 0, length: 0 }, ...sharedParts(whole, slim)];
  const turns = shared.map(({ inWhole, inSlim, length }, index) => {
    const next = shared[index + 1];
    return {
      skipped: inSlim - length - (shared[index - 1]?.inSlim ?? 0),
      taken: length,
      added: whole.subarray(inWhole, next ? next.inWhole - next.length : whole.length),
    };
  });
  const content = [
    name('inpage-face rest'),
    [whole.length, crc32(whole), turns.length].flatMap(leb),
    turns.flatMap(({ skipped, taken, added }) => [skipped, taken, added.length].flatMap(leb)),
    ...turns.map(({ added }) => added),
  ];
  return writeSections(
    new Map([[SECTION.custom, Buffer.concat(content.map((part) => Uint8Array.from(part)))]]),
  );
}

/** The sections and the functions' bodies that are the same in both, each with what is the same before it. */
function sharedParts(whole: Uint8Array, slim: Uint8Array): Shared[] {
  const parts: Shared[] = [];
  for (const [one, other] of comparedParts(whole, slim)) {
    if (!other || Buffer.compare(one, other) !== 0) continue;
    const inWhole = one.byteOffset - whole.byteOffset + one.length;
    const inSlim = other.byteOffset - slim.byteOffset + other.length;
    const last = parts.at(-1) ?? { inWhole: 0, inSlim: 0, length: 0 };
    const most = Math.min(inWhole - last.inWhole, inSlim - last.inSlim);
    let { length } = one;
    while (length < most && whole[inWhole - length - 1] === slim[inSlim - length - 1]) length++;
    if (length === inWhole - last.inWhole && length === inSlim - last.inSlim && parts.length > 0) {
      parts[parts.length - 1] = { inWhole, inSlim, length: length + last.length };
    } else parts.push({ inWhole, inSlim, length });
  }
  return parts;
}

/** Parts of the whole file beside those of the slim one, in their order there. */
function comparedParts(whole: Uint8Array, slim: Uint8Array): [Uint8Array, Uint8Array | undefined][] {
  const there = readSections(slim);
  const bodies = functionBodies(there);
  return [...readSections(whole)].flatMap(([id, section]): [Uint8Array, Uint8Array | undefined][] =>
    id === SECTION.code
      ? functionBodies(new Map([[id, section]])).map((body, index) => [body, bodies[index]])
      : [[section, there.get(id)]],
  );
}
