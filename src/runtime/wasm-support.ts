/** A module of one function that makes a vector and looks at it: valid where there is SIMD. */
const SIMD_MODULE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0], // the magic number, version 1
  ...[1, 5, 1, 96, 0, 1, 123], // a type: no parameters, gives a vector
  ...[3, 2, 1, 0], // a function of that type
  ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11], // i32.const 0, i8x16.splat, i8x16.popcnt
);

/**
 * Checks that models can run here.
 *
 * @throws {Error} that says what the browser lacks.
 */
export function checkWebAssembly(): void {
  if (typeof WebAssembly === 'undefined') {
    throw new Error("WebAssembly is switched off in this browser, as in Apple's Lockdown Mode.");
  }
  if (!WebAssembly.validate(SIMD_MODULE)) {
    throw new Error(
      'this browser is too old: its WebAssembly has no SIMD. It works from Chrome 91, Firefox 89 or Safari 16.4 on.',
    );
  }
}

/** Whether WebAssembly can wait for promises (JSPI), as the runtime's WebGPU build does. */
export function hasPromiseIntegration(): boolean {
  return typeof WebAssembly !== 'undefined' && 'Suspending' in WebAssembly && 'promising' in WebAssembly;
}

/**
 * Checks that the runtime's WebGPU build can run here.
 *
 * @throws {Error} that says what the browser lacks.
 */
export function checkPromiseIntegration(): void {
  if (hasPromiseIntegration()) return;
  throw new Error(
    "WebGPU is left out in this browser: its WebAssembly can't wait for promises (JSPI). Chrome and Edge can from 137 on.",
  );
}
