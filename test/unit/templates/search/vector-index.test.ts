import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVectorIndex } from '../../../../src/templates/search/create-vector-index.ts';
import { createJavaScriptKernel } from '../../../../src/templates/search/javascript-kernel.ts';
import { kernelIndex } from '../../../../src/templates/search/kernel-index.ts';
import { ROWS_ADDRESS } from '../../../../src/templates/search/memory-layout.ts';
import type { SearchKernel, VectorIndex, VectorType } from '../../../../src/templates/search/vector-index.ts';
import { createWasmKernel, createWasmMemory } from '../../../../src/templates/search/wasm-kernel.ts';
import { dot, randomUnit, seeded } from './vectors.ts';

const KERNELS: SearchKernel[] = ['wasm-simd', 'javascript'];
const TYPES: VectorType[] = ['f32', 'i8'];

/** 8-bit rows are rounded by half a step; this is far above what that makes, and far below a wrong answer. */
const TOLERANCE = { f32: 1e-5, i8: 0.02 } as const;

/** Rows, a query and k; some rows are copies of others, so that similarities tie. */
const searchCase = fc.record({
  dimension: fc.integer({ min: 1, max: 70 }),
  rows: fc.integer({ min: 0, max: 300 }),
  copies: fc.integer({ min: 0, max: 50 }),
  k: fc.integer({ min: 1, max: 400 }),
  seed: fc.integer(),
  kernel: fc.constantFrom(...KERNELS),
  type: fc.constantFrom(...TYPES),
});

interface Shape {
  dimension: number;
  rows: number;
  copies: number;
  seed: number;
}

function vectorsOf({ dimension, rows, copies, seed }: Shape): Float32Array<ArrayBuffer>[] {
  const random = seeded(seed);
  const vectors = Array.from({ length: rows }, () => randomUnit(dimension, random));
  for (let i = 0; i < copies && rows > 0; i++) {
    vectors.push(vectors[Math.floor(random() * rows)] as Float32Array<ArrayBuffer>);
  }
  return vectors;
}

interface IndexOptions {
  dimension: number;
  kernel?: SearchKernel;
  type?: VectorType;
  capacity?: number;
}

function indexOf(vectors: Float32Array[], options: IndexOptions, memory = createWasmMemory(ROWS_ADDRESS)) {
  const { dimension, kernel = 'wasm-simd', type = 'f32', capacity = 0 } = options;
  const computing = kernel === 'javascript' ? createJavaScriptKernel(ROWS_ADDRESS) : createWasmKernel(memory);
  const index = kernelIndex(computing, dimension, type, capacity);
  for (const vector of vectors) index.add(vector);
  return index;
}

/** The plain way: all similarities, sorted. */
function ranked(similarities: ArrayLike<number>) {
  return Array.from(similarities, (similarity, index) => ({ index, similarity })).sort(
    (a, b) => b.similarity - a.similarity || a.index - b.index,
  );
}

describe('a vector index', () => {
  test('uses the WebAssembly kernel here', () => {
    expect(createVectorIndex({ dimension: 8 }).kernel).toBe('wasm-simd');
  });

  test('gives the similarities a plain loop gives', () => {
    fc.assert(
      fc.property(searchCase, ({ kernel, type, ...shape }) => {
        const vectors = vectorsOf(shape);
        const query = randomUnit(shape.dimension, seeded(~shape.seed));
        const index = indexOf(vectors, { dimension: shape.dimension, kernel, type });
        const similarities = index.similarities(query);
        expect(similarities.length).toBe(vectors.length);
        vectors.forEach((vector, i) => {
          expect(Math.abs((similarities[i] as number) - dot(vector, query))).toBeLessThan(TOLERANCE[type]);
        });
      }),
    );
  });

  test('finds the best k in order, the lower index first among equals, whatever k', () => {
    fc.assert(
      fc.property(searchCase, ({ kernel, type, k, ...shape }) => {
        const vectors = vectorsOf(shape);
        const query = randomUnit(shape.dimension, seeded(~shape.seed));
        const index = indexOf(vectors, { dimension: shape.dimension, kernel, type });
        expect(index.search(query, k)).toEqual(ranked(index.similarities(query)).slice(0, k));
      }),
    );
  });

  test('gives the same bits from both kernels', () => {
    fc.assert(
      fc.property(searchCase, ({ type, k, ...shape }) => {
        const vectors = vectorsOf(shape);
        const query = randomUnit(shape.dimension, seeded(~shape.seed));
        const [wasm, javascript] = KERNELS.map((kernel) =>
          indexOf(vectors, { dimension: shape.dimension, kernel, type }),
        ) as [VectorIndex, VectorIndex];
        expect(wasm.similarities(query)).toEqual(javascript.similarities(query));
        expect(wasm.search(query, k)).toEqual(javascript.search(query, k));
      }),
    );
  });

  // Of 64 blocks of 64 rows, of 16, of 4 and of 1 at a time.
  test.each([64, 255, 256, 257, 1024, 1087, 4095, 4096, 4097, 5500])(
    'gives the same bits from both kernels of %i rows, however many are read at a time',
    (rows) => {
      const random = seeded(rows);
      const vectors = Array.from({ length: rows }, () => randomUnit(16, random));
      for (const type of TYPES) {
        const [wasm, javascript] = KERNELS.map((kernel) =>
          indexOf(vectors, { dimension: 16, kernel, type }),
        ) as [VectorIndex, VectorIndex];
        for (const query of [vectors[rows - 1] as Float32Array, randomUnit(16, random)]) {
          expect(wasm.similarities(query)).toEqual(javascript.similarities(query));
          expect(wasm.search(query, 5)).toEqual(javascript.search(query, 5));
        }
      }
    },
  );

  test('behaves like a list of vectors through any series of changes', () => {
    const change = fc.oneof(
      fc.record({ do: fc.constant('add' as const), seed: fc.integer() }),
      fc.record({ do: fc.constant('remove' as const), at: fc.nat() }),
      fc.record({ do: fc.constant('clear' as const) }),
    );
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 200 }),
        fc.constantFrom(...KERNELS),
        fc.constantFrom(...TYPES),
        (changes, kernel, type) => {
          const dimension = 20;
          const index = indexOf([], { dimension, kernel, type });
          const model: Float32Array[] = [];
          for (const step of changes) {
            if (step.do === 'add') {
              const vector = randomUnit(dimension, seeded(step.seed));
              expect(index.add(vector)).toBe(model.push(vector) - 1);
            } else if (step.do === 'clear') {
              index.clear();
              model.length = 0;
            } else if (model.length > 0) {
              const at = step.at % model.length;
              const last = model.pop() as Float32Array;
              if (at < model.length) model[at] = last;
              expect(index.remove(at)).toBe(model.length);
            }
          }
          const query = randomUnit(dimension, seeded(1));
          expect(index.similarities(query)).toEqual(
            indexOf(model, { dimension, kernel, type }).similarities(query),
          );
        },
      ),
    );
  });

  test.each(KERNELS)('selects thousands of rows when asked (%s)', (kernel) => {
    const random = seeded(3);
    const vectors = Array.from({ length: 3000 }, () => randomUnit(8, random));
    const index = indexOf(vectors, { dimension: 8, kernel });
    const query = randomUnit(8, random);
    expect(index.search(query, 2500)).toEqual(ranked(index.similarities(query)).slice(0, 2500));
  });

  test('answers nothing from an empty index', () => {
    const index = createVectorIndex({ dimension: 4, capacity: 100 });
    const query = randomUnit(4, seeded(1));
    expect(index.search(query, 5)).toEqual([]);
    expect(index.similarities(query)).toEqual(new Float32Array(0));
  });
});

describe('the memory of a vector index', () => {
  test.each(TYPES)('keeps every row while it grows (%s)', (type) => {
    const random = seeded(7);
    const vectors = Array.from({ length: 2000 }, () => randomUnit(64, random));
    const grown = indexOf(vectors, { dimension: 64, type });
    const reserved = indexOf(vectors, { dimension: 64, type, capacity: 2000 });
    const query = randomUnit(64, random);
    expect(grown.similarities(query)).toEqual(reserved.similarities(query));
  });

  test('is taken once if the capacity is given', () => {
    const memory = createWasmMemory(ROWS_ADDRESS);
    const index = indexOf([], { dimension: 512, capacity: 1000 }, memory);
    const before = memory.buffer.byteLength;
    const random = seeded(2);
    for (let i = 0; i < 1000; i++) index.add(randomUnit(512, random));
    expect(memory.buffer.byteLength).toBe(before);
  });

  test('is four times smaller for 8-bit rows', () => {
    const bytes = (type: VectorType) => {
      const memory = createWasmMemory(ROWS_ADDRESS);
      indexOf([], { dimension: 512, type, capacity: 100_000 }, memory);
      return memory.buffer.byteLength;
    };
    expect(bytes('f32') / bytes('i8')).toBeGreaterThan(3.9);
  });

  test('says where WebAssembly memory ends, and keeps what it holds', () => {
    expect(() => createVectorIndex({ dimension: 512, capacity: 3_000_000 })).toThrow(
      new RangeError(
        '3000000 rows need 5.7 GiB, but WebAssembly memory ends at 4 GiB: ' +
          'use the type i8, four times smaller, or several indexes',
      ),
    );
    expect(() => createVectorIndex({ dimension: 512, capacity: 9_000_000, type: 'i8' })).toThrow(/4 GiB/);
  });
});

describe('an 8-bit index', () => {
  test('keeps similarities within 0.002 of the exact ones at 512 components', () => {
    const random = seeded(11);
    const vectors = Array.from({ length: 1000 }, () => randomUnit(512, random));
    const index = indexOf(vectors, { dimension: 512, type: 'i8' });
    const query = randomUnit(512, random);
    const errors = [...index.similarities(query)].map((similarity, i) =>
      Math.abs(similarity - dot(vectors[i] as Float32Array, query)),
    );
    expect(Math.max(...errors)).toBeLessThan(0.002);
  });

  test('never overflows: a vector along one axis, at every dimension', () => {
    for (const dimension of [1, 16, 512, 1000, 4096]) {
      const even = new Float32Array(dimension).fill(1 / Math.sqrt(dimension));
      const index = indexOf([even], { dimension, type: 'i8' });
      expect(index.similarities(even)[0]).toBeCloseTo(1, 3);
    }
  });

  test('gives rows back dequantised', () => {
    const vector = randomUnit(512, seeded(5));
    const index = indexOf([vector], { dimension: 512, type: 'i8' });
    expect(dot(index.get(0), vector)).toBeCloseTo(1, 3);
  });
});

describe('a mistake', () => {
  const index = indexOf([randomUnit(4, seeded(1))], { dimension: 4 });
  const query = randomUnit(4, seeded(2));

  test.each([
    ['a wrong dimension', () => index.add(new Float32Array(5)), /4 components, not 5/],
    ['a vector of another length', () => index.add(new Float32Array([1, 1, 1, 1])), /unit length.*2/],
    ['zeros', () => index.add(new Float32Array(4)), /unit length/],
    ['not a number', () => index.search(new Float32Array(4).fill(Number.NaN), 1), /unit length/],
    ['no k', () => index.search(query, 0), /k must be/],
    ['no dimension', () => createVectorIndex({ dimension: 0 }), /dimension must be/],
    ['a negative capacity', () => createVectorIndex({ dimension: 4, capacity: -1 }), /capacity must be/],
  ])('is a TypeError: %s', (_, make, message) => {
    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
  });

  test('in a row number is a RangeError', () => {
    expect(() => index.remove(1)).toThrow(new RangeError('There is no row 1: the index holds 1'));
    expect(() => index.get(-1)).toThrow(RangeError);
    expect(() => index.get(0.5)).toThrow(RangeError);
  });
});
