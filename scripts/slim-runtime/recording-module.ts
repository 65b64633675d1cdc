import {
  codeSection,
  extended,
  functionBodies,
  leb,
  name,
  readSections,
  SECTION,
  sectionOf,
  WasmReader,
  writeSections,
} from './wasm-module.ts';

/** Bytes of a page of WebAssembly's memory. */
export const WASM_PAGE = 65_536;

/**
 * Makes a file of the runtime that notes which of its functions run, in whichever thread: each begins by writing 1 into
 * its own byte of a second memory, which it imports as `used.memory`.
 */
export function recordingModule(whole: Uint8Array): Uint8Array {
  const sections = readSections(whole);
  const bodies = functionBodies(sections);
  const pages = leb(Math.ceil(bodies.length / WASM_PAGE));
  const MEMORY = 2;
  const SHARED = 3;
  const memory = [...name('used'), ...name('memory'), MEMORY, SHARED, ...pages, ...pages];
  return writeSections(
    new Map(sections)
      .set(SECTION.import, extended(sectionOf(sections, SECTION.import), [memory]))
      .set(SECTION.code, codeSection(bodies.map(noting))),
  );
}

function noting(body: Uint8Array, index: number): Uint8Array {
  const reader = new WasmReader(body);
  for (let left = reader.number(); left > 0; left--) {
    reader.number();
    reader.byte();
  }
  const locals = body.subarray(0, reader.at);
  // i32.const 0, i32.const 1, i32.store8 into the memory of number 1 at the function's own place.
  const note = [0x41, 0, 0x41, 1, 0x3a, 0x40, 1, ...leb(index)];
  return Buffer.concat([locals, Uint8Array.from(note), reader.rest()]);
}
