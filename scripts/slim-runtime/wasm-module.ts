/** Sections of a WebAssembly module by their number in its binary format. */
export const SECTION = {
  custom: 0,
  import: 2,
  function: 3,
  table: 4,
  global: 6,
  export: 7,
  code: 10,
} as const;

/** A module's sections in their order, each without its number and length. */
export type WasmSections = Map<number, Uint8Array>;

/** The magic number and the version. */
const HEADER = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Reads the binary format: numbers in LEB128, strings and vectors with their length before them. */
export class WasmReader {
  at = 0;

  constructor(readonly bytes: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new Error('The WebAssembly module ends in the middle.');
    return byte;
  }

  /** An unsigned number of 32 bits. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  /** The next bytes; not a copy. */
  take(length: number): Uint8Array {
    const start = this.at;
    this.at += length;
    if (this.at > this.bytes.length) throw new Error('The WebAssembly module ends in the middle.');
    return this.bytes.subarray(start, this.at);
  }

  /** A part that begins with its length: a section, a name or a function's body. */
  part(): Uint8Array {
    return this.take(this.number());
  }

  rest(): Uint8Array {
    return this.take(this.bytes.length - this.at);
  }
}

/** An unsigned number in LEB128. */
export function leb(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) + 128);
  }
}

/** A number from 0 on as an `i32.const`, whose LEB128 is signed. */
export function constant(value: number): number[] {
  const bytes = leb(value);
  const last = bytes.at(-1) ?? 0;
  // The last byte's sixth bit would be the sign.
  return [0x41, ...(last < 64 ? bytes : [...bytes.slice(0, -1), last + 128, 0])];
}

/** A name with its length before it. */
export function name(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  return [...leb(bytes.length), ...bytes];
}

/** A part with its length before it. */
function withLength(part: Uint8Array): Uint8Array[] {
  return [Uint8Array.from(leb(part.length)), part];
}

export function readSections(wasm: Uint8Array): WasmSections {
  const reader = new WasmReader(wasm);
  if (HEADER.some((byte) => byte !== reader.byte())) throw new Error('This is no WebAssembly module.');
  const sections: WasmSections = new Map();
  while (!reader.isAtEnd) sections.set(reader.byte(), reader.part());
  return sections;
}

export function writeSections(sections: WasmSections): Uint8Array<ArrayBuffer> {
  const parts = [...sections].flatMap(([id, content]) => [Uint8Array.of(id), ...withLength(content)]);
  return Buffer.concat([HEADER, ...parts]);
}

/** A section that must be there. */
export function sectionOf(sections: WasmSections, id: number): Uint8Array {
  const section = sections.get(id);
  if (!section) throw new Error(`The WebAssembly module has no section ${id}.`);
  return section;
}

/** A section that is a vector, with more members at its end. */
export function extended(section: Uint8Array, members: readonly (readonly number[])[]): Uint8Array {
  const reader = new WasmReader(section);
  const count = reader.number();
  return Buffer.concat([
    Uint8Array.from(leb(count + members.length)),
    reader.rest(),
    ...members.map((member) => Uint8Array.from(member)),
  ]);
}

/** The bodies of the module's own functions; not copies. */
export function functionBodies(sections: WasmSections): Uint8Array[] {
  const reader = new WasmReader(sectionOf(sections, SECTION.code));
  return Array.from({ length: reader.number() }, () => reader.part());
}

/** A code section of bodies. */
export function codeSection(bodies: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([Uint8Array.from(leb(bodies.length)), ...bodies.flatMap(withLength)]);
}

/** How many functions a module imports: its own are numbered from there on. */
export function importedFunctions(sections: WasmSections): number {
  const reader = new WasmReader(sectionOf(sections, SECTION.import));
  let functions = 0;
  for (let left = reader.number(); left > 0; left--) {
    reader.part();
    reader.part();
    const kind = reader.byte();
    if (kind === 0) functions++;
    if (kind === 0) reader.number();
    else if (kind === 2) memoryLimits(reader);
    else
      throw new Error(
        `The WebAssembly module imports something of kind ${kind}: only functions and memory are known here.`,
      );
  }
  return functions;
}

function memoryLimits(reader: WasmReader): void {
  const hasMost = reader.number() & 1;
  reader.number();
  if (hasMost) reader.number();
}
