import { wholeFile } from '../../../src/runtime/whole-file.ts';

/**
 * Stands before the inference runtime's own loader in the slim runtime's (../slim-files.ts), in whose place it makes
 * instances and threads. What the slim file leaves out is called at the last place of its table. There a function is put
 * that fetches the rest, in whichever thread it is called, makes an instance of the whole file that shares memory, table and
 * variables with the slim one, and lets the call go on: a function's state lies in these alone. How the whole file comes of
 * the two is put in the place of its import.
 *
 * @typedef {object} WholeFile
 * @property {number} functions how many it has, those it imports included
 * @property {number} variables
 * @property {string} mark what the slim file names the variables by
 */

/** What the runtime calls its threads; here the URLs of the slim file and of the rest follow. */
const THREAD = 'em-pthread';

/** Of a module that gives a function of its page's as one of WebAssembly, `call`, and one that does nothing, `skip`. */
const CALLER = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0], // the magic number, version 1
  ...[1, 4, 1, 96, 0, 0], // a type: no parameters, no result
  ...[2, 7, 1, 1, 97, 1, 97, 0, 0], // imports a.a
  ...[3, 2, 1, 0], // a function of its own
  ...[7, 15, 2, 4, 99, 97, 108, 108, 0, 0, 4, 115, 107, 105, 112, 0, 1], // exports call and skip
  ...[10, 4, 1, 2, 0, 11], // which is empty
);

const SECTION = { import: 2, table: 4, global: 6, export: 7, start: 8, element: 9 };

/**
 * What the loader is to take for `WebAssembly` and `Worker`.
 *
 * @param {WholeFile} file
 */
export function withMissingFunctions(file) {
  const native = globalThis.WebAssembly;
  const isThread = self.name.startsWith(THREAD);
  const state = globalThis.inpageFaceSlimRuntime;
  const urls = isThread ? self.name.split(' ').slice(1) : [state?.slim ?? '', state?.rest ?? ''];

  /**
   * @param {WebAssembly.Instance} instance
   * @param {WebAssembly.Imports} imports
   */
  function completed(instance, imports) {
    const { exports } = instance;
    const table = /** @type {WebAssembly.Table} */ (
      Object.values(exports).find((each) => each instanceof native.Table)
    );
    const names = Array.from({ length: file.variables }, (_, index) => `${file.mark}.${index}`);
    if (!names.every((name) => name in exports)) {
      throw new Error("The slim inference runtime's two files are of different versions.");
    }
    const place = table.length - 1;
    const variables = names.map((name, index) => [index, /** @type {WebAssembly.Global} */ (exports[name])]);
    const shared = { ...Object.fromEntries(variables), table };
    const caller = new native.Instance(new native.Module(CALLER), { a: { a: complete } });
    table.set(place, caller.exports.call);

    function complete() {
      const twin = new native.Module(twinOf(fetchedWhole(urls, isThread), file, place + 1));
      const room = place + 1 + file.functions - table.length;
      if (room > 0) table.grow(room);
      new native.Instance(twin, { ...imports, [file.mark]: shared });
      table.set(place, caller.exports.skip);
      if (isThread) postMessage({ inpageFace: 'whole runtime' });
      else if (state) state.completed++;
    }
    return instance;
  }

  return {
    WebAssembly: Object.assign(Object.create(native), {
      Instance: class {
        /** @param {WebAssembly.Module} module @param {WebAssembly.Imports} imports */
        constructor(module, imports) {
          // biome-ignore lint/correctness/noConstructorReturn: stands in for the platform's own
          return completed(new native.Instance(module, imports), imports);
        }
      },
      /** @param {BufferSource} bytes @param {WebAssembly.Imports} imports */
      async instantiate(bytes, imports) {
        const made = await native.instantiate(bytes, imports);
        completed(made.instance, imports);
        return made;
      },
      /** @param {Promise<Response>} response @param {WebAssembly.Imports} imports */
      async instantiateStreaming(response, imports) {
        const made = await native.instantiateStreaming(response, imports);
        completed(made.instance, imports);
        return made;
      },
    }),
    Worker: isThread ? undefined : threadOf(urls),
  };
}

/**
 * What the loader starts its threads by: they know the files' URLs, and say if they fetched them.
 *
 * @param {string[]} urls
 */
function threadOf(urls) {
  const { Worker } = globalThis;
  // Some browsers' workers can start none.
  if (!Worker) return undefined;
  return class extends Worker {
    /** @param {URL} script @param {WorkerOptions} options */
    constructor(script, options) {
      super(script, { ...options, name: [options.name, ...urls].join(' ') });
      this.addEventListener('message', ({ data }) => {
        const state = globalThis.inpageFaceSlimRuntime;
        if (data?.inpageFace === 'whole runtime' && state) state.completed++;
      });
    }
  };
}

/**
 * The whole file: in one go, since WebAssembly waits for it.
 *
 * @param {string[]} urls of the slim file and of the rest
 * @param {boolean} isThread
 */
function fetchedWhole(urls, isThread) {
  let asked = '';
  const bytesOf = (url = '') => {
    asked = url;
    const request = new XMLHttpRequest();
    request.open('GET', url, false);
    request.responseType = 'arraybuffer';
    request.send();
    if (request.status !== 200) throw new Error(`HTTP status ${request.status}`);
    return new Uint8Array(request.response);
  };
  try {
    return wholeFile(bytesOf(urls[0]), bytesOf(urls[1]));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const error = new Error(
      `A part of the inference runtime is missing, and ${asked} can't be read: ${reason}. Have the file served, of the same version as the others.`,
      { cause },
    );
    // What ran was left in the middle: the engine's worker can't go on, and the page starts another.
    if (!isThread) reportError(error);
    throw error;
  }
}

/**
 * The whole file, but with a table and variables that it is given: it writes its functions into the table, from a place
 * on by their numbers, and begins nothing.
 *
 * @param {Uint8Array} bytes
 * @param {WholeFile} file
 * @param {number} place
 */
function twinOf(bytes, { functions, variables, mark }, place) {
  const left = new Set([SECTION.table, SECTION.global, SECTION.export, SECTION.start]);
  /** @type {ArrayLike<number>[]} */
  const parts = [bytes.subarray(0, 8)];
  let at = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const start = at;
    const id = bytes[at++] ?? 0;
    const length = number();
    const end = at + length;
    if (id === SECTION.import) {
      const count = number();
      const table = [...name(mark), ...name('table'), 1, 0x70, 0, 0];
      const given = Array.from({ length: variables }, (_, i) => [...name(mark), ...name(`${i}`), 3, 0x7f, 1]);
      const members = [bytes.subarray(at, end), table, given.flat()];
      parts.push(...section(id, [leb(count + 1 + variables), ...members]));
    } else if (id === SECTION.element) {
      const numbers = Array.from({ length: functions }, (_, index) => leb(index));
      // At a constant place, which is a signed number.
      parts.push(...section(id, [[1, 0, 0x41], signed(place), [0x0b], leb(functions), numbers.flat()]));
    } else if (!left.has(id)) {
      parts.push(bytes.subarray(start, end));
    }
    at = end;
  }
  return concatenated(parts);
}

/** @param {number} id @param {ArrayLike<number>[]} parts */
function section(id, parts) {
  return [[id], leb(parts.reduce((sum, part) => sum + part.length, 0)), ...parts];
}

/** @param {ArrayLike<number>[]} parts */
function concatenated(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @param {string} text of ASCII */
function name(text) {
  return [...leb(text.length), ...new TextEncoder().encode(text)];
}

/** @param {number} value @returns {number[]} it as an unsigned LEB128 */
function leb(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}

/** @param {number} value from 0 on @returns {number[]} it as a signed LEB128 */
function signed(value) {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}
