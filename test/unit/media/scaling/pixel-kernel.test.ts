import { expect, test } from 'vitest';
import { compileKernel, KERNELS } from '../../../../scripts/kernel/compile-kernel.ts';
import { colorMatrix } from '../../../../src/media/color-matrix.ts';
import { createJavaScriptKernel } from '../../../../src/media/scaling/javascript-kernel.ts';
import type { PixelKernel } from '../../../../src/media/scaling/kernel.ts';
import { PIXEL_KERNEL_WASM } from '../../../../src/media/scaling/pixel-kernel-wasm.ts';
import { createWasmKernel } from '../../../../src/media/scaling/wasm-kernel.ts';

test('the kernel in the library is its source, compiled: run `npm run build:kernel` if this fails', async () => {
  const built = Buffer.from(await compileKernel(KERNELS.pixels.source)).toString('base64');
  expect(built === PIXEL_KERNEL_WASM).toBe(true);
});

const MEMORY = 16_384;
/** Where tests have the kernels read and write. */
const AT = {
  rows: 0,
  weights: 4_096,
  first: 5_120,
  line: 6_144,
  others: [8_192, 8_704],
  made: 12_288,
} as const;

/** Numbers that look random, the same in each run. */
function numbers(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Weights of 14 bits that add up to 1, a sample's after the other's. */
function weights(samples: number, taps: number, random: (below: number) => number): number[] {
  return Array.from({ length: samples }, () => {
    const own = Array.from({ length: taps }, () => random(1 + Math.floor(16_384 / taps)));
    own[0] = (own[0] ?? 0) + 16_384 - own.reduce((sum, weight) => sum + weight, 0);
    return own;
  }).flat();
}

function writeBytes(memory: DataView, address: number, values: readonly number[]): void {
  for (const [at, value] of values.entries()) memory.setUint8(address + at, value);
}

function writeWords(memory: DataView, address: number, values: readonly number[]): void {
  for (const [at, value] of values.entries()) memory.setInt16(address + 2 * at, value, true);
}

/** What both kernels make of the same memory, which must be the same. */
function sameBytes(prepare: (memory: DataView) => void, run: (kernel: PixelKernel) => void, length: number) {
  const made = [createWasmKernel(), createJavaScriptKernel()].map((kernel) => {
    if (!kernel) throw new Error('Node has no WebAssembly SIMD');
    kernel.grow(MEMORY);
    prepare(new DataView(kernel.buffer));
    run(kernel);
    return [...new Uint8Array(kernel.buffer, AT.made, length)];
  });
  expect(made[0]).toEqual(made[1]);
  return made[0] ?? [];
}

const COUNTS = [1, 2, 3, 7, 16, 33, 100];

test.each(COUNTS)('rows of %i bytes are mixed to the same samples by both kernels', (bytes) => {
  const random = numbers(bytes);
  for (const taps of [2, 4, 14]) {
    const shares = weights(1, taps, random);
    const source = Array.from({ length: bytes * taps }, () => random(256));
    const made = sameBytes(
      (memory) => {
        writeBytes(memory, AT.rows, source);
        writeWords(memory, AT.weights, shares);
      },
      (kernel) => kernel.mixRows(AT.rows, bytes, AT.weights, taps, AT.made),
      2 * bytes,
    );
    const mean = shares.reduce((sum, share, tap) => sum + share * (source[tap * bytes] ?? 0), 0) / 16_384;
    expect(((made[0] ?? 0) + 256 * (made[1] ?? 0)) / 128).toBeCloseTo(mean, 1);
  }
});

test.each(COUNTS)('%i columns are mixed to the same pixels by both kernels', (count) => {
  const random = numbers(count);
  for (const taps of [2, 4]) {
    const shares = weights(count, taps, random);
    const samples = Array.from({ length: 4 * (count + taps) }, () => random(32_641));
    const [rgb, bgr] = (['rgb', 'bgr'] as const).map((order) =>
      sameBytes(
        (memory) => {
          writeWords(memory, AT.weights, shares);
          writeWords(memory, AT.line, samples);
          for (let at = 0; at < count; at++) memory.setUint32(AT.first + 4 * at, at, true);
        },
        (kernel) =>
          kernel.mixPixels(AT.line, { first: AT.first, weights: AT.weights, taps }, count, order, AT.made),
        4 * count,
      ),
    );
    expect(bgr?.slice(0, 4)).toEqual([rgb?.[2], rgb?.[1], rgb?.[0], 255]);
  }
});

/** Rows of bytes that look random: at each address `count` of them. */
function rowsAt(addresses: readonly number[], count: number) {
  const random = numbers(count);
  const rows = addresses.map(() => Array.from({ length: count }, () => random(256)));
  const write = (memory: DataView) => {
    for (const [row, values] of rows.entries()) writeBytes(memory, addresses[row] ?? 0, values);
  };
  return { rows, write };
}

test.each(COUNTS)('a row of %i colours is doubled to the same by both kernels', (count) => {
  const [near, far] = [AT.rows, AT.weights];
  const { rows, write } = rowsAt([near, far], count);
  for (const rounding of [
    { even: 8, odd: 7 },
    { even: 4, odd: 8 },
  ]) {
    const made = sameBytes(
      write,
      (kernel) => kernel.spreadColour(near, far, count, rounding, AT.line, AT.made),
      2 * count,
    );
    const sums = (rows[0] ?? []).map((value, at) => 3 * value + (rows[1]?.[at] ?? 0));
    const sum = (at: number) => sums[Math.min(count - 1, Math.max(0, at))] ?? 0;
    const expected = sums.flatMap((own, at) => [
      Math.floor((3 * own + sum(at - 1) + rounding.even) / 16),
      Math.floor((3 * own + sum(at + 1) + rounding.odd) / 16),
    ]);
    expect(made).toEqual(expected);
  }
});

test.each(COUNTS)('every third of %i bytes is taken by both kernels alike', (count) => {
  const { rows, write } = rowsAt([AT.rows], 3 * count);
  const made = sameBytes(write, (kernel) => kernel.thin(AT.rows, 3, count, AT.made), count);
  expect(made).toEqual(rows[0]?.filter((_, at) => at % 3 === 0));
});

test.each(COUNTS)('%i samples of luma and colour become the same pixels by both kernels', (count) => {
  const { rows, write } = rowsAt([AT.line, ...AT.others], count);
  const made = sameBytes(
    write,
    (kernel) => kernel.toPixels(AT.line, ...AT.others, count, AT.made),
    4 * count,
  );
  const [y = 0, cb = 0, cr = 0] = rows.map(([value = 0]) => value);
  const rgb = [
    y + 1.402 * (cr - 128),
    y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128),
    y + 1.772 * (cb - 128),
  ];
  const clamped = rgb.map((value) => Math.min(255, Math.max(0, value)));
  expect(made.slice(0, 4)).toEqual([...clamped.map((value) => expect.closeTo(value, -0.3)), 255]);
});

test.each(COUNTS)('%i samples become the same pixels by another matrix by both kernels', (count) => {
  const { rows, write } = rowsAt([AT.line, ...AT.others], count);
  const matrix = colorMatrix({ matrix: 'bt709', fullRange: false });
  if (!matrix || matrix === 'jfif') throw new Error('No matrix of videos');
  const made = sameBytes(
    write,
    (kernel) => kernel.toPixelsBy(matrix, AT.line, ...AT.others, count, AT.made),
    4 * count,
  );
  const [y = 0, cb = 0, cr = 0] = rows.map(([value = 0]) => value);
  const light = 1.164384 * (y - 16);
  const rgb = [
    light + 1.792741 * (cr - 128),
    light - 0.213249 * (cb - 128) - 0.532909 * (cr - 128),
    light + 2.112402 * (cb - 128),
  ];
  const clamped = rgb.map((value) => Math.min(255, Math.max(0, value)));
  expect(made.slice(0, 4)).toEqual([...clamped.map((value) => expect.closeTo(value, -0.3)), 255]);
});
