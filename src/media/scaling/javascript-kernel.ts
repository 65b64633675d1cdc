import { MATRIX_BITS, type PixelKernel } from './kernel.ts';

/** Plain JavaScript, where there is no WebAssembly SIMD: the same bytes, slower. */
export function createJavaScriptKernel(): PixelKernel {
  let bytes = new Uint8ClampedArray(0);
  let words = new Int16Array(0);
  let numbers = new Int32Array(0);
  let sums = new Int32Array(0);
  return {
    name: 'javascript',
    get buffer() {
      return bytes.buffer;
    },
    grow(needed) {
      if (bytes.length >= needed) return;
      bytes = new Uint8ClampedArray(Math.ceil(needed / 4) * 4);
      words = new Int16Array(bytes.buffer);
      numbers = new Int32Array(bytes.buffer);
    },
    mixRows(rows, stride, weights, taps, samples) {
      if (sums.length < stride) sums = new Int32Array(stride);
      sums.fill(1 << 6, 0, stride);
      for (let tap = 0; tap < taps; tap++) {
        const weight = words[weights / 2 + tap] as number;
        if (weight === 0) continue;
        const row = rows + tap * stride;
        for (let at = 0; at < stride; at++) {
          sums[at] = ((sums[at] as number) + weight * (bytes[row + at] as number)) | 0;
        }
      }
      for (let at = 0; at < stride; at++) words[samples / 2 + at] = (sums[at] as number) >> 7;
    },
    mixPixels(samples, { first, weights, taps }, count, order, pixels) {
      const swapped = order === 'bgr' ? 2 : 0;
      for (let pixel = 0; pixel < count; pixel++) {
        const from = samples / 2 + 4 * (numbers[first / 4 + pixel] as number);
        const own = weights / 2 + pixel * taps;
        bytes[pixels + 4 * pixel + 3] = 255;
        for (let channel = 0; channel < 3; channel++) {
          let sum = 1 << 20;
          for (let tap = 0; tap < taps; tap++) {
            sum = (sum + (words[from + 4 * tap + channel] as number) * (words[own + tap] as number)) | 0;
          }
          bytes[pixels + 4 * pixel + (channel === 1 ? 1 : channel ^ swapped)] = sum >> 21;
        }
      }
    },
    spreadColour(near, far, count, { even, odd }, _sums, to) {
      const sum = (at: number) => 3 * (bytes[near + at] as number) + (bytes[far + at] as number);
      for (let at = 0; at < count; at++) {
        const own = 3 * sum(at);
        bytes[to + 2 * at] = (own + sum(Math.max(0, at - 1)) + even) >> 4;
        bytes[to + 2 * at + 1] = (own + sum(Math.min(count - 1, at + 1)) + odd) >> 4;
      }
    },
    thin(from, step, count, to) {
      for (let at = 0; at < count; at++) bytes[to + at] = bytes[from + at * step] as number;
    },
    toPixels(luma, blue, red, count, pixels) {
      for (let pixel = 0; pixel < count; pixel++) {
        const y = bytes[luma + pixel] as number;
        const cb = (bytes[blue + pixel] as number) - 128;
        const cr = (bytes[red + pixel] as number) - 128;
        const at = pixels + 4 * pixel;
        // Values beyond 0 to 255 are clamped by the array.
        bytes[at] = y + ((RED_OF_CR * cr + HALF) >> 16);
        bytes[at + 1] = y + ((HALF - GREEN_OF_CB * cb - GREEN_OF_CR * cr) >> 16);
        bytes[at + 2] = y + ((BLUE_OF_CB * cb + HALF) >> 16);
        bytes[at + 3] = 255;
      }
    },
    toPixelsBy({ black, gain, redOfCr, greenOfCb, greenOfCr, blueOfCb }, luma, blue, red, count, pixels) {
      const half = 1 << (MATRIX_BITS - 1);
      for (let pixel = 0; pixel < count; pixel++) {
        const y = gain * ((bytes[luma + pixel] as number) - black) + half;
        const cb = (bytes[blue + pixel] as number) - 128;
        const cr = (bytes[red + pixel] as number) - 128;
        const at = pixels + 4 * pixel;
        bytes[at] = (y + redOfCr * cr) >> MATRIX_BITS;
        bytes[at + 1] = (y - greenOfCb * cb - greenOfCr * cr) >> MATRIX_BITS;
        bytes[at + 2] = (y + blueOfCb * cb) >> MATRIX_BITS;
        bytes[at + 3] = 255;
      }
    },
  };
}

/** From YCbCr to RGB as JFIF has it (ITU-T T.871, by ITU-R BT.601), in 1 / 2^16, as libjpeg rounds it. */
const RED_OF_CR = 91881;
const GREEN_OF_CB = 22554;
const GREEN_OF_CR = 46802;
const BLUE_OF_CB = 116130;
const HALF = 1 << 15;
