import { median } from '../../src/common/median.ts';
import type { Entry } from '../../src/templates/gallery/people.ts';
import { bestPeople, type SearchedPeople } from '../../src/templates/gallery/people-queries.ts';
import { kernelIndex } from '../../src/templates/search/kernel-index.ts';
import { bytesPerBlock, ROWS_ADDRESS, ROWS_PER_BLOCK } from '../../src/templates/search/memory-layout.ts';
import type { Match, VectorIndex, VectorType } from '../../src/templates/search/vector-index.ts';
import { createWasmKernel, createWasmMemory } from '../../src/templates/search/wasm-kernel.ts';
import { cosineSimilarity } from '../../src/templates/similarity.ts';
import { NOT_ENROLLED, SyntheticPeople } from './synthetic-people.ts';

export const DIMENSION = 512;
const K = 10;

/** Searches timed; the fastest counts. */
export const RUNS = 20;

/** A kernel's figures; times in milliseconds, rates in bytes a second. */
export interface KernelFigures {
  /** Bytes of the whole index. */
  bytes: number;
  /** Of the fastest run. */
  time: number;
  medianTime: number;
  /** Of reading the same bytes, in turns with the searches. */
  medianReading: number;
  /** At which the rows were read. */
  rate: number;
  /** At which WebAssembly can read the very same bytes and do nothing else. */
  bandwidth: number;
}

/** What was measured with one number of rows. */
export interface SearchFigures {
  rows: number;
  /** Milliseconds. */
  plainLoop: number;
  float: KernelFigures;
  byte: KernelFigures;
  /** Milliseconds of a gallery's search by score among 8-bit rows, for a clean and for a bad picture. */
  byScore: { clean: number; bad: number };
  /** Shares of the probes for which the 8-bit index names the same best row as the float index. */
  recall: { probes: number; enrolled: number; notEnrolled: number; notEnrolledReranked: number };
}

/** Measures both kernels beside a plain loop and the memory's bandwidth, read over the very same rows. */
export async function measureSearch(
  rows: number,
  probes: number,
  readMemory: WebAssembly.Module,
): Promise<SearchFigures> {
  const people = new SyntheticPeople(DIMENSION);
  const floats = new MeasuredIndex('f32', rows);
  const bytes = new MeasuredIndex('i8', rows);
  for (let i = 0; i < rows; i++) {
    const template = people.person();
    floats.index.add(template);
    bytes.index.add(template);
  }
  const query = people.person();
  return {
    rows,
    plainLoop: fastestTime(plainLoop(floats.memory, rows, query)),
    float: floats.measure(query, readMemory),
    byte: bytes.measure(query, readMemory),
    recall: measureRecall(people, floats, bytes, probes),
    byScore: await measureByScore(people, floats),
  };
}

/** An index whose memory can be read by other code than its kernel. */
class MeasuredIndex {
  readonly memory = createWasmMemory(ROWS_ADDRESS);
  readonly index: VectorIndex;

  constructor(
    readonly type: VectorType,
    readonly rows: number,
  ) {
    this.index = kernelIndex(createWasmKernel(this.memory), DIMENSION, type, rows);
  }

  measure(query: Float32Array, readMemory: WebAssembly.Module): KernelFigures {
    const rowBytes = Math.ceil(this.rows / ROWS_PER_BLOCK) * bytesPerBlock(this.type, DIMENSION);
    const reads = waysToRead(this.memory, rowBytes, readMemory);
    const [times = [], ...readings] = timesInTurns([() => this.index.search(query, K), ...reads]);
    const time = Math.min(...times);
    return {
      bytes: this.memory.buffer.byteLength,
      time,
      medianTime: median(times),
      medianReading: Math.min(...readings.map(median)),
      rate: rowBytes / (time / 1000),
      bandwidth: rowBytes / (Math.min(...readings.flat()) / 1000),
    };
  }
}

/** Two ways to read all rows, of which the faster one counts. */
function waysToRead(
  memory: WebAssembly.Memory,
  bytes: number,
  module: WebAssembly.Module,
): (() => unknown)[] {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const { readInOrder, readFourStreams } = exports as Record<string, (from: number, bytes: number) => number>;
  return [readInOrder, readFourStreams].map((read) => () => read?.(ROWS_ADDRESS, bytes));
}

/** What an app writes without a kernel: an array of vectors, a dot product each, the best kept. */
function plainLoop(memory: WebAssembly.Memory, rows: number, query: Float32Array): () => number {
  const byteOffset = (row: number) => ROWS_ADDRESS + row * DIMENSION * 4;
  const vectors = Array.from(
    { length: rows },
    (_, row) => new Float32Array(memory.buffer, byteOffset(row), DIMENSION),
  );
  return () => {
    let best = -1;
    let bestSimilarity = -Infinity;
    for (let row = 0; row < rows; row++) {
      const vector = vectors[row] as Float32Array;
      let similarity = 0;
      for (let i = 0; i < DIMENSION; i++) similarity += (vector[i] as number) * (query[i] as number);
      if (similarity > bestSimilarity) {
        best = row;
        bestSimilarity = similarity;
      }
    }
    return best;
  };
}

/** One row in so many is of a bad picture. */
const BAD_ROWS = 100;

/** Bad pictures: how common they are, and how alike to what they all share. */
const BAD = { commonness: 0.25, likeness: 0.6 };

/**
 * Searches by score, as a gallery does them, for a clean picture and for a bad one. The latter is the hardest case: all bad
 * pictures come first by similarity, and by score behind the others.
 */
async function measureByScore(
  people: SyntheticPeople,
  { rows, index: clean }: MeasuredIndex,
): Promise<SearchFigures['byScore']> {
  const shared = people.person();
  const bad = () => people.like(shared, BAD.likeness);
  const { index } = new MeasuredIndex('i8', rows);
  for (let row = 0; row < rows; row++) index.add(row % BAD_ROWS === 0 ? bad() : clean.get(row));
  const gallery: SearchedPeople = {
    size: rows,
    comparable: rows,
    index,
    atRow: (row) => ({ ...ANY_ENTRY, id: `${row}`, row }),
  };
  const commonnessOf = async ({ row }: Entry) => (row % BAD_ROWS === 0 ? BAD.commonness : 0);
  const timeOf = (vector: Float32Array, commonness: number) =>
    fastestAsyncTime(() => bestPeople(gallery, { vector, commonness }, K, commonnessOf));
  return { clean: await timeOf(people.person(), 0), bad: await timeOf(bad(), BAD.commonness) };
}

const ANY_ENTRY: Entry = {
  key: '',
  id: '',
  enrolledAt: 0,
  metadata: undefined,
  picture: undefined,
  chunk: '',
  position: 0,
  row: 0,
  commonness: undefined,
};

async function fastestAsyncTime(run: () => Promise<unknown>): Promise<number> {
  await run();
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

function measureRecall(
  people: SyntheticPeople,
  { rows, index: floats }: MeasuredIndex,
  { index: bytes }: MeasuredIndex,
  probes: number,
): SearchFigures['recall'] {
  const same = { enrolled: 0, notEnrolled: 0, notEnrolledReranked: 0 };
  for (let i = 0; i < probes; i++) {
    const enrolled = people.probe(floats.get(Math.floor((i * rows) / probes)));
    if (bestRow(floats, enrolled) === bestRow(bytes, enrolled)) same.enrolled++;
    const stranger = people.probe(NOT_ENROLLED);
    const best = bestRow(floats, stranger);
    const candidates = bytes.search(stranger, K);
    if (best === candidates[0]?.index) same.notEnrolled++;
    if (best === rerankedBest(stranger, candidates, floats)) same.notEnrolledReranked++;
  }
  return {
    probes,
    enrolled: same.enrolled / probes,
    notEnrolled: same.notEnrolled / probes,
    notEnrolledReranked: same.notEnrolledReranked / probes,
  };
}

function bestRow(index: VectorIndex, probe: Float32Array): number | undefined {
  return index.search(probe, 1)[0]?.index;
}

/** The best of the candidates of an 8-bit search by their float vectors, kept elsewhere. */
function rerankedBest(probe: Float32Array, candidates: readonly Match[], floats: VectorIndex): number {
  const exact = candidates.map(({ index }) => cosineSimilarity(probe, floats.get(index)));
  return candidates[exact.indexOf(Math.max(...exact))]?.index ?? -1;
}

/** Other work of the machine can only make a run slower. */
function fastestTime(run: () => unknown): number {
  return Math.min(...timesOf(run));
}

/** Milliseconds of the runs after one that warms up. */
function timesOf(run: () => unknown): number[] {
  return timesInTurns([run])[0] ?? [];
}

/** The same of several: what else the machine does falls on all alike. */
function timesInTurns(runs: readonly (() => unknown)[]): number[][] {
  for (const run of runs) run();
  const times = runs.map((): number[] => []);
  for (let turn = 0; turn < RUNS; turn++) {
    for (const [i, run] of runs.entries()) {
      const start = performance.now();
      run();
      times[i]?.push(performance.now() - start);
    }
  }
  return times;
}
