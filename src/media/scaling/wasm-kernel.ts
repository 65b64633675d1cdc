import type { PixelKernel } from './kernel.ts';
import { PIXEL_KERNEL_WASM } from './pixel-kernel-wasm.ts';

const PAGE = 65_536;

/** What assembly/pixel-kernel.ts exports; all are addresses and counts. */
interface KernelExports {
  mixRows(rows: number, stride: number, bytes: number, weights: number, taps: number, samples: number): void;
  mixPixels(
    samples: number,
    first: number,
    weights: number,
    taps: number,
    count: number,
    isBgr: boolean,
    pixels: number,
  ): void;
  spreadColour(
    near: number,
    far: number,
    count: number,
    even: number,
    odd: number,
    sums: number,
    to: number,
  ): void;
  thin: PixelKernel['thin'];
  toPixels: PixelKernel['toPixels'];
  toPixelsBy(
    black: number,
    gain: number,
    redOfCr: number,
    greenOfCb: number,
    greenOfCr: number,
    blueOfCb: number,
    luma: number,
    blue: number,
    red: number,
    count: number,
    pixels: number,
  ): void;
}

/** The WebAssembly SIMD kernel; undefined if this browser has no SIMD or a CSP forbids WebAssembly. */
export function createWasmKernel(): PixelKernel | undefined {
  try {
    return overMemory(new WebAssembly.Memory({ initial: 1 }));
  } catch {
    return undefined;
  }
}

function overMemory(memory: WebAssembly.Memory): PixelKernel {
  const bytes = Uint8Array.from(atob(PIXEL_KERNEL_WASM), (character) => character.charCodeAt(0));
  // Under two kilobytes: compiled at once, which every thread allows.
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const kernel = exports as unknown as KernelExports;
  return {
    name: 'wasm-simd',
    get buffer() {
      return memory.buffer;
    },
    grow(needed) {
      const pages = Math.ceil((needed - memory.buffer.byteLength) / PAGE);
      if (pages > 0) memory.grow(pages);
    },
    mixRows: (rows, stride, weights, taps, samples) =>
      kernel.mixRows(rows, stride, stride, weights, taps, samples),
    mixPixels: (samples, { first, weights, taps }, count, order, pixels) =>
      kernel.mixPixels(samples, first, weights, taps, count, order === 'bgr', pixels),
    spreadColour: (near, far, count, { even, odd }, sums, to) =>
      kernel.spreadColour(near, far, count, even, odd, sums, to),
    thin: kernel.thin,
    toPixels: kernel.toPixels,
    toPixelsBy: ({ black, gain, redOfCr, greenOfCb, greenOfCr, blueOfCb }, luma, blue, red, count, pixels) =>
      kernel.toPixelsBy(black, gain, redOfCr, greenOfCb, greenOfCr, blueOfCb, luma, blue, red, count, pixels),
  };
}
