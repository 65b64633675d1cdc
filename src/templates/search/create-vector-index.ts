import { createJavaScriptKernel } from './javascript-kernel.ts';
import type { Kernel } from './kernel.ts';
import { kernelIndex } from './kernel-index.ts';
import { MAX_DIMENSION, ROWS_ADDRESS } from './memory-layout.ts';
import type { VectorIndex, VectorIndexOptions } from './vector-index.ts';
import { createWasmKernel, createWasmMemory, hasWasmKernel } from './wasm-kernel.ts';

/**
 * An empty index of vectors. Works in pages, workers, service workers and Node; plain JavaScript computes if
 * WebAssembly SIMD is missing or forbidden.
 *
 * An index has a memory of its own, and browsers allow few large ones: keep and clear one rather than create
 * many.
 *
 * @throws {TypeError} If an option is wrong.
 * @throws {RangeError} If the memory for `capacity` rows can't be had.
 */
export function createVectorIndex(options: VectorIndexOptions): VectorIndex {
  const { dimension, type = 'f32', capacity = 0 } = options;
  if (!Number.isInteger(dimension) || dimension < 1 || dimension > MAX_DIMENSION) {
    throw new TypeError(`dimension must be a whole number from 1 to ${MAX_DIMENSION}, not ${dimension}`);
  }
  if (type !== 'f32' && type !== 'i8') throw new TypeError(`type must be f32 or i8, not ${type}`);
  if (!Number.isInteger(capacity) || capacity < 0) {
    throw new TypeError(`capacity must be a whole number from 0, not ${capacity}`);
  }
  return kernelIndex(createKernel(), dimension, type, capacity);
}

function createKernel(): Kernel {
  if (!hasWasmKernel()) return createJavaScriptKernel(ROWS_ADDRESS);
  try {
    return createWasmKernel(createWasmMemory(ROWS_ADDRESS));
  } catch (cause) {
    throw new RangeError('There is no WebAssembly memory left: keep and reuse fewer indexes', { cause });
  }
}
