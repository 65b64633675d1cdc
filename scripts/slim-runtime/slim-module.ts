import { withFewerSpins } from './fewer-spins.ts';
import { checkProfile, type RuntimeProfile, usedFunctions } from './profile.ts';
import {
  codeSection,
  constant,
  extended,
  functionBodies,
  importedFunctions,
  leb,
  name,
  readSections,
  SECTION,
  sectionOf,
  WasmReader,
  type WasmSections,
  writeSections,
} from './wasm-module.ts';

const TYPES = 1;
const CALL = 0x10;
const CALL_INDIRECT = 0x11;
const LOCAL_GET = 0x20;
const END = 0x0b;
const FUNCTION_TYPE = 0x60;
const GLOBAL_EXPORT = 3;
const FUNCREF = 0x70;
const I32 = 0x7f;
const I32_CONST = 0x41;

/**
 * Makes the slim file of the runtime: the functions that the profile has stay, but for how long threads wait awake; the
 * place of each other is taken by a call into the whole file, which the loader (loader/missing-functions.js) fetches at
 * the first such call.
 *
 * A function keeps its number and type, so nothing that stays is rewritten. What is added stands at the ends: a function
 * that calls the table's last place, where the loader puts its own; and the module's variables are exported, as the
 * whole file's code is to share them. Behind the table's end are the places of the whole file's functions, by their
 * numbers.
 *
 * @param mark Goes into the names of the variables: the loader that belongs to the file knows it.
 * @throws {SetupError} if the profile is of another file.
 */
export function slimModule(
  whole: Uint8Array,
  profile: RuntimeProfile,
  mark: string,
): Uint8Array<ArrayBuffer> {
  checkProfile(profile, whole);
  const sections = readSections(withFewerSpins(whole));
  const imported = importedFunctions(sections);
  const types = functionTypes(sections);
  const typeOfEach = functionSection(sections);
  const places = tableLength(sections);
  const bodies = functionBodies(sections);
  const used = usedFunctions(profile);

  const fetching = imported + bodies.length;
  const plain = types.findIndex(({ parameters, hasResult }) => parameters === 0 && !hasResult);
  if (plain < 0) throw new Error('The runtime has no function without parameters and result.');
  const slim = bodies.map((body, index) => {
    const type = typeOfEach[index] ?? plain;
    const instead = callInto(places + 1 + imported + index, type, types[type]?.parameters ?? 0, fetching);
    return used[index] || body.length <= instead.length ? body : instead;
  });

  return writeSections(
    new Map(sections)
      .set(SECTION.function, extended(sectionOf(sections, SECTION.function), [leb(plain)]))
      // Without a limit: the loader makes room for the whole file's functions.
      .set(SECTION.table, Uint8Array.from([1, FUNCREF, 0, ...leb(places + 1)]))
      .set(SECTION.export, extended(sectionOf(sections, SECTION.export), exportedVariables(sections, mark)))
      .set(SECTION.code, codeSection([...slim, callTable(places, plain)])),
  );
}

/** How many functions, those it imports included, and variables a module has. */
export function countedFunctions(whole: Uint8Array): { functions: number; variables: number } {
  const sections = readSections(whole);
  return {
    functions: importedFunctions(sections) + functionSection(sections).length,
    variables: variablesOf(sections),
  };
}

/** The body of a function that has the whole file fetched and calls its own twin there. */
function callInto(place: number, type: number, parameters: number, fetching: number): Uint8Array {
  const given = Array.from({ length: parameters }, (_, index) => [LOCAL_GET, ...leb(index)]).flat();
  return Uint8Array.from([0, CALL, ...leb(fetching), ...given, ...indirectCall(place, type), END]);
}

/** The body of a function that calls a place of the table. */
function callTable(place: number, type: number): Uint8Array {
  return Uint8Array.from([0, ...indirectCall(place, type), END]);
}

function indirectCall(place: number, type: number): number[] {
  return [...constant(place), CALL_INDIRECT, ...leb(type), 0];
}

interface FunctionType {
  parameters: number;
  hasResult: boolean;
}

function functionTypes(sections: WasmSections): FunctionType[] {
  const reader = new WasmReader(sectionOf(sections, TYPES));
  return Array.from({ length: reader.number() }, () => {
    if (reader.byte() !== FUNCTION_TYPE) throw new Error('The runtime has types that are none of functions.');
    const parameters = reader.part().length;
    return { parameters, hasResult: reader.part().length > 0 };
  });
}

/** The type of each of the module's own functions. */
function functionSection(sections: WasmSections): number[] {
  const reader = new WasmReader(sectionOf(sections, SECTION.function));
  return Array.from({ length: reader.number() }, () => reader.number());
}

/** How many places the one table begins with. */
function tableLength(sections: WasmSections): number {
  const reader = new WasmReader(sectionOf(sections, SECTION.table));
  if (reader.number() !== 1 || reader.byte() !== FUNCREF)
    throw new Error('The runtime has not the one table of functions.');
  reader.number();
  return reader.number();
}

function exportedVariables(sections: WasmSections, mark: string): number[][] {
  return Array.from({ length: variablesOf(sections) }, (_, index) => [
    ...name(`${mark}.${index}`),
    GLOBAL_EXPORT,
    ...leb(index),
  ]);
}

/** How many variables a module has. The loader gives all of them to the whole file as what they are: `i32`, not constant. */
function variablesOf(sections: WasmSections): number {
  const reader = new WasmReader(sectionOf(sections, SECTION.global));
  const count = reader.number();
  for (let index = 0; index < count; index++) {
    const kind = [reader.byte(), reader.byte(), reader.byte()];
    reader.number();
    if (kind.join() !== [I32, 1, I32_CONST].join() || reader.byte() !== END) {
      throw new Error(`The runtime's variable ${index} is not of the kind known here.`);
    }
  }
  return count;
}
