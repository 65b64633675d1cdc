import { type FileChunk, fourLetters, viewOf } from './file-chunks.ts';

/** What is in a box before others begin: a version and flags (ISO/IEC 14496-12, 4.2). */
export const FULL_BOX_BYTES = 4;

/** More than an AVIF can refer to (32,767 properties): beyond, somebody wants to keep the engine busy. */
const MAX_BOXES = 40_000;

/** The boxes in a part of a file, in order; what is cut off ends with it. One pass. */
export function* boxes(
  bytes: Uint8Array,
  { start, end }: Pick<FileChunk, 'start' | 'end'>,
): Generator<FileChunk> {
  const view = viewOf(bytes);
  let at = start;
  for (let box = 0; box < MAX_BOXES && at + 8 <= end; box++) {
    const length = view.getUint32(at);
    const isLarge = length === 1 && at + 16 <= end;
    const size = length === 0 ? end - at : isLarge ? Number(view.getBigUint64(at + 8)) : length;
    const content = at + (isLarge ? 16 : 8);
    if (at + size < content) return;
    yield { type: fourLetters(bytes, at + 4), start: content, end: Math.min(at + size, end) };
    at += size;
  }
}

/** The first box of a type at the end of a path of types, each `meta` with its version before its contents. */
export function boxAt(bytes: Uint8Array, ...path: string[]): FileChunk | undefined {
  let inside: FileChunk | undefined = { type: '', start: 0, end: bytes.length };
  for (const type of path) {
    if (inside.type === 'meta') inside = { ...inside, start: inside.start + FULL_BOX_BYTES };
    const found: FileChunk | undefined = firstOf(boxes(bytes, inside), type);
    if (!found) return undefined;
    inside = found;
  }
  return inside;
}

function firstOf(all: Iterable<FileChunk>, type: string): FileChunk | undefined {
  for (const box of all) if (box.type === type) return box;
  return undefined;
}

/** Reads a box's fields one after the other. Beyond the file's end it throws a `RangeError`. */
export class FieldReader {
  readonly #view: DataView;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#view = viewOf(bytes);
    this.at = at;
  }

  /** A number of 0, 1, 2, 4 or 8 bytes. */
  number(size: number): number {
    const at = this.at;
    this.at += size;
    if (size === 0) return 0;
    if (size === 1) return this.#view.getUint8(at);
    if (size === 2) return this.#view.getUint16(at);
    return size === 4 ? this.#view.getUint32(at) : Number(this.#view.getBigUint64(at));
  }
}
