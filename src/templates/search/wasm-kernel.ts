import type { Kernel, KernelAddresses } from './kernel.ts';
import { SEARCH_KERNEL_WASM } from './search-kernel-wasm.ts';

const PAGE = 65_536;

/** The similarity below which the kernel leaves rows out: every row may be answered. */
const NO_FLOOR = -Infinity;

/** Addresses, and how much there is: blocks to score, or rows to search. */
type ScoreArguments = [query: number, rows: number, count: number, rowBytes: number, scores: number];

type SearchArguments = [...ScoreArguments, heap: number, k: number, floor: number];

/** What assembly/search-kernel.ts exports. */
interface KernelExports {
  scoreF32(...given: ScoreArguments): void;
  scoreI8(...given: [...ScoreArguments, queryScale: number]): void;
  searchF32(...given: SearchArguments): number;
  searchI8(...given: [...SearchArguments, queryScale: number]): number;
}

let compiled: WebAssembly.Module | null | undefined;

/** The kernel's module, compiled once; null if there is no WebAssembly SIMD or a CSP forbids WebAssembly. */
function kernelModule(): WebAssembly.Module | null {
  if (compiled === undefined) {
    try {
      const bytes = Uint8Array.from(atob(SEARCH_KERNEL_WASM), (character) => character.charCodeAt(0));
      // Under two kilobytes: compiled at once, which every thread allows.
      compiled = new WebAssembly.Module(bytes);
    } catch {
      compiled = null;
    }
  }
  return compiled;
}

/** Whether {@link createWasmKernel} works here. */
export function hasWasmKernel(): boolean {
  return kernelModule() !== null;
}

/** A memory that grows up to 4 GiB. */
export function createWasmMemory(byteLength: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: Math.ceil(byteLength / PAGE) });
}

/** The WebAssembly SIMD kernel over a memory that nothing else writes to. */
export function createWasmKernel(memory: WebAssembly.Memory): Kernel {
  const module = kernelModule();
  if (module === null) throw new TypeError('WebAssembly SIMD does not work here: use the javascript kernel');
  const exports = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as KernelExports;
  return {
    name: 'wasm-simd',
    get buffer() {
      return memory.buffer;
    },
    grow(needed: number) {
      const pages = Math.ceil((needed - memory.buffer.byteLength) / PAGE);
      if (pages > 0) memory.grow(pages);
    },
    score({ query, rows, bytesPerRow, scores }: KernelAddresses, blocks, queryScale) {
      if (queryScale === undefined) exports.scoreF32(query, rows, blocks, bytesPerRow, scores);
      else exports.scoreI8(query, rows, blocks, bytesPerRow, scores, queryScale);
    },
    search({ query, rows, bytesPerRow, scores, heap }: KernelAddresses, count, k, queryScale) {
      return queryScale === undefined
        ? exports.searchF32(query, rows, count, bytesPerRow, scores, heap, k, NO_FLOOR)
        : exports.searchI8(query, rows, count, bytesPerRow, scores, heap, k, NO_FLOOR, queryScale);
    },
  };
}
