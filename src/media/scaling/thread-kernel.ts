import { createJavaScriptKernel } from './javascript-kernel.ts';
import type { PixelKernel } from './kernel.ts';
import { createWasmKernel } from './wasm-kernel.ts';

let kernel: PixelKernel | undefined;

/** The thread's kernel: reads are synchronous, so no two share it at a time. */
export function threadKernel(): PixelKernel {
  kernel ??= createWasmKernel() ?? createJavaScriptKernel();
  return kernel;
}
