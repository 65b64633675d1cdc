import { createJavaScriptKernel } from './javascript-kernel.ts';
import type { Kernel } from './kernel.ts';
import { KernelIndex } from './kernel-index.ts';
import { MAX_DIMENSION, ROWS_ADDRESS } from './memory-layout.ts';
import type { SearchKernel, VectorIndex, VectorIndexOptions } from './vector-index.ts';
import { createWasmKernel, createWasmMemory, hasWasmKernel } from './wasm-kernel.ts';

/** What computes here unless asked otherwise: `javascript` where WebAssembly SIMD is missing or forbidden. */
export function availableKernel(): SearchKernel {
  return hasWasmKernel() ? 'wasm-simd' : 'javascript';
}

/**
 * An empty index of vectors. Works in pages, workers, service workers and Node.
 *
 * An index has a memory of its own, and browsers allow few large ones: keep and clear one rather than create
 * many.
 *
 * @throws {TypeError} Where an option is wrong, or the kernel asked for does not work here.
 * @throws {RangeError} Where the memory for `capacity` rows can't be had.
 */
export function createVectorIndex(options: VectorIndexOptions): VectorIndex {
  const { dimension, type = 'f32', capacity = 0, kernel = availableKernel() } = options;
  if (!Number.isInteger(dimension) || dimension < 1 || dimension > MAX_DIMENSION) {
    throw new TypeError(`dimension must be a whole number from 1 to ${MAX_DIMENSION}, not ${dimension}`);
  }
  if (type !== 'f32' && type !== 'i8') throw new TypeError(`type must be f32 or i8, not ${type}`);
  if (!Number.isInteger(capacity) || capacity < 0) {
    throw new TypeError(`capacity must be a whole number from 0, not ${capacity}`);
  }
  return new KernelIndex(createKernel(kernel), dimension, type, capacity);
}

function createKernel(name: SearchKernel): Kernel {
  if (name === 'javascript') return createJavaScriptKernel(ROWS_ADDRESS);
  try {
    return createWasmKernel(createWasmMemory(ROWS_ADDRESS));
  } catch (cause) {
    if (cause instanceof TypeError) throw cause;
    throw new RangeError('There is no WebAssembly memory left: keep and reuse fewer indexes', { cause });
  }
}
