import { BestRows } from './best-rows.ts';
import type { Kernel, KernelAddresses } from './kernel.ts';
import { ROWS_PER_BLOCK } from './memory-layout.ts';

const { fround } = Math;

/**
 * Float dot product in the WebAssembly kernel's order: four lanes, rounded to 32 bits at every step, so that both
 * kernels give the same bits.
 */
function dotF32(memory: Float32Array, query: number, row: number, length: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < length; i += 4) {
    a = fround(a + fround((memory[query + i] as number) * (memory[row + i] as number)));
    b = fround(b + fround((memory[query + i + 1] as number) * (memory[row + i + 1] as number)));
    c = fround(c + fround((memory[query + i + 2] as number) * (memory[row + i + 2] as number)));
    d = fround(d + fround((memory[query + i + 3] as number) * (memory[row + i + 3] as number)));
  }
  return fround(fround(a + b) + fround(c + d));
}

function dotI8(queries: Int16Array, rows: Int8Array, query: number, row: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    sum = (sum + (queries[query + i] as number) * (rows[row + i] as number)) | 0;
  }
  return sum;
}

/** Plain JavaScript for pages without WebAssembly SIMD: the same results, slower. */
export function createJavaScriptKernel(byteLength: number): Kernel {
  let buffer = new ArrayBuffer(byteLength);

  const score = (at: KernelAddresses, blocks: number, queryScale: number | undefined): void => {
    const floats = new Float32Array(buffer);
    const scores = floats.subarray(at.scores / 4);
    const rows = blocks * ROWS_PER_BLOCK;
    if (queryScale === undefined) {
      for (let i = 0; i < rows; i++) {
        scores[i] = dotF32(floats, at.query / 4, (at.rows + i * at.bytesPerRow) / 4, at.bytesPerRow / 4);
      }
      return;
    }
    const words = new Int16Array(buffer);
    const bytes = new Int8Array(buffer);
    for (let i = 0; i < rows; i++) {
      const block = Math.floor(i / ROWS_PER_BLOCK);
      const row = at.rows + i * at.bytesPerRow + block * ROWS_PER_BLOCK * 4;
      const scales = at.rows + (block + 1) * ROWS_PER_BLOCK * at.bytesPerRow + block * ROWS_PER_BLOCK * 4;
      const scale = fround((floats[scales / 4 + (i % ROWS_PER_BLOCK)] as number) * queryScale);
      scores[i] = fround(dotI8(words, bytes, at.query / 2, row, at.bytesPerRow)) * scale;
    }
  };

  return {
    name: 'javascript',
    get buffer() {
      return buffer;
    },
    grow(needed: number) {
      const longer = new Uint8Array(needed);
      longer.set(new Uint8Array(buffer));
      new Uint8Array(buffer).fill(0);
      buffer = longer.buffer;
    },
    score,
    search(at, count, k, queryScale) {
      const best = new BestRows(k);
      const scores = new Float32Array(buffer, at.scores, ROWS_PER_BLOCK);
      const bytesPerBlock = ROWS_PER_BLOCK * (at.bytesPerRow + (queryScale === undefined ? 0 : 4));
      for (let first = 0; first < count; first += ROWS_PER_BLOCK) {
        score({ ...at, rows: at.rows + (first / ROWS_PER_BLOCK) * bytesPerBlock }, 1, queryScale);
        best.offer(scores.subarray(0, Math.min(ROWS_PER_BLOCK, count - first)), first);
      }
      const entries = new DataView(buffer, at.heap);
      best.entries.forEach(({ index, similarity }, i) => {
        entries.setFloat32(8 * i, similarity, true);
        entries.setUint32(8 * i + 4, index, true);
      });
      return best.entries.length;
    },
  };
}
