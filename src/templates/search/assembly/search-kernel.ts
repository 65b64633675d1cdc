// AssemblyScript, compiled to WebAssembly by `npm run build:kernel`; not part of the TypeScript program.
//
// Rows lie in blocks of 64. A block is read as four streams of 16 rows side by side, each stream in memory
// pages of its own: the processor's prefetcher follows one stream a page, so this reads faster than row after
// row. The memory's addresses are the caller's (memory-layout.ts); javascript-kernel.ts computes the same, bit
// for bit.

const ROWS_PER_STREAM: usize = 16;
const ROWS_PER_BLOCK: usize = 64;
/** Bytes of a block's scores, or of its row scales. */
const BLOCK_FLOATS: usize = ROWS_PER_BLOCK * 4;
const STREAM_FLOATS: usize = ROWS_PER_STREAM * 4;

/** Bytes of a heap's entry: the similarity (f32), then the row's index (u32). */
const ENTRY: usize = 8;

// @ts-expect-error: decorator
function sumF32(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

// @ts-expect-error: decorator
function sumI32(v: v128): f32 {
  return <f32>(
    (i32x4.extract_lane(v, 0) +
      i32x4.extract_lane(v, 1) +
      i32x4.extract_lane(v, 2) +
      i32x4.extract_lane(v, 3))
  );
}

// @ts-expect-error: decorator
function addProductF32(sum: v128, query: v128, row: usize): v128 {
  return f32x4.add(sum, f32x4.mul(query, v128.load(row)));
}

// @ts-expect-error: decorator
function addProductI8(sum: v128, low: v128, high: v128, row: usize): v128 {
  sum = i32x4.add(sum, i32x4.dot_i16x8_s(low, v128.load8x8_s(row)));
  return i32x4.add(sum, i32x4.dot_i16x8_s(high, v128.load8x8_s(row, 8)));
}

function scoreBlockF32(query: usize, block: usize, rowBytes: usize, scores: usize): void {
  const stream = ROWS_PER_STREAM * rowBytes;
  for (let end = block + stream; block !== end; block += rowBytes) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    for (let offset: usize = 0; offset < rowBytes; offset += 16) {
      const q = v128.load(query + offset);
      let row = block + offset;
      a = addProductF32(a, q, row);
      row += stream;
      b = addProductF32(b, q, row);
      row += stream;
      c = addProductF32(c, q, row);
      row += stream;
      d = addProductF32(d, q, row);
    }
    f32.store(scores, sumF32(a));
    f32.store(scores, sumF32(b), STREAM_FLOATS);
    f32.store(scores, sumF32(c), 2 * STREAM_FLOATS);
    f32.store(scores, sumF32(d), 3 * STREAM_FLOATS);
    scores += 4;
  }
}

/** The query is widened to 16 bits; a block's rows are followed by their 64 scales. */
function scoreBlockI8(query: usize, block: usize, rowBytes: usize, queryScale: f32, scores: usize): void {
  const stream = ROWS_PER_STREAM * rowBytes;
  let scales = block + 4 * stream;
  for (let end = block + stream; block !== end; block += rowBytes) {
    let a = i32x4.splat(0);
    let b = i32x4.splat(0);
    let c = i32x4.splat(0);
    let d = i32x4.splat(0);
    for (let offset: usize = 0; offset < rowBytes; offset += 16) {
      const low = v128.load(query + 2 * offset);
      const high = v128.load(query + 2 * offset, 16);
      let row = block + offset;
      a = addProductI8(a, low, high, row);
      row += stream;
      b = addProductI8(b, low, high, row);
      row += stream;
      c = addProductI8(c, low, high, row);
      row += stream;
      d = addProductI8(d, low, high, row);
    }
    f32.store(scores, sumI32(a) * (f32.load(scales) * queryScale));
    f32.store(scores, sumI32(b) * (f32.load(scales, STREAM_FLOATS) * queryScale), STREAM_FLOATS);
    f32.store(scores, sumI32(c) * (f32.load(scales, 2 * STREAM_FLOATS) * queryScale), 2 * STREAM_FLOATS);
    f32.store(scores, sumI32(d) * (f32.load(scales, 3 * STREAM_FLOATS) * queryScale), 3 * STREAM_FLOATS);
    scales += 4;
    scores += 4;
  }
}

/** Scores `blocks` whole blocks of float rows. */
export function scoreF32(query: usize, rows: usize, blocks: usize, rowBytes: usize, scores: usize): void {
  for (let block: usize = 0; block < blocks; block++) {
    scoreBlockF32(query, rows, rowBytes, scores);
    rows += ROWS_PER_BLOCK * rowBytes;
    scores += BLOCK_FLOATS;
  }
}

/** Scores `blocks` whole blocks of 8-bit rows. */
export function scoreI8(
  query: usize,
  rows: usize,
  blocks: usize,
  rowBytes: usize,
  scores: usize,
  queryScale: f32,
): void {
  for (let block: usize = 0; block < blocks; block++) {
    scoreBlockI8(query, rows, rowBytes, queryScale, scores);
    rows += ROWS_PER_BLOCK * rowBytes + BLOCK_FLOATS;
    scores += BLOCK_FLOATS;
  }
}

/** The heap's root is the entry to leave first: the lowest similarity, among equals the highest index. */
// @ts-expect-error: decorator
function leavesBefore(a: usize, b: usize): bool {
  const difference = f32.load(a) - f32.load(b);
  return difference < 0 || (difference === 0 && load<u32>(a, 4) > load<u32>(b, 4));
}

// @ts-expect-error: decorator
function swap(a: usize, b: usize): void {
  const entry = load<u64>(a);
  store<u64>(a, load<u64>(b));
  store<u64>(b, entry);
}

function siftUp(heap: usize, child: usize): void {
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!leavesBefore(heap + child * ENTRY, heap + parent * ENTRY)) return;
    swap(heap + child * ENTRY, heap + parent * ENTRY);
    child = parent;
  }
}

function siftDown(heap: usize, held: usize): void {
  let parent: usize = 0;
  for (;;) {
    let child: usize = 2 * parent + 1;
    if (child >= held) return;
    if (child + 1 < held && leavesBefore(heap + (child + 1) * ENTRY, heap + child * ENTRY)) child++;
    if (!leavesBefore(heap + child * ENTRY, heap + parent * ENTRY)) return;
    swap(heap + child * ENTRY, heap + parent * ENTRY);
    parent = child;
  }
}

/**
 * Offers the scores of the rows from `first` to the heap of the best `k`. Rows come in ascending order, so one
 * equal to the worst held has the higher index and stays out.
 *
 * @returns How many entries the heap holds now.
 */
function select(
  scores: usize,
  count: usize,
  first: usize,
  heap: usize,
  held: usize,
  k: usize,
  floor: f32,
): usize {
  for (let i: usize = 0; i < count; i += 4) {
    const threshold = held < k ? floor : f32.load(heap);
    if (!v128.any_true(f32x4.ge(v128.load(scores + i * 4), f32x4.splat(threshold)))) continue;
    for (let j = i; j < min(i + 4, count); j++) {
      const similarity = f32.load(scores + j * 4);
      if (held < k) {
        if (!(similarity >= floor)) continue;
        f32.store(heap + held * ENTRY, similarity);
        store<u32>(heap + held * ENTRY, <u32>(first + j), 4);
        siftUp(heap, held++);
      } else if (similarity > f32.load(heap)) {
        f32.store(heap, similarity);
        store<u32>(heap, <u32>(first + j), 4);
        siftDown(heap, held);
      }
    }
  }
  return held;
}

/** Writes the best `k` of `count` float rows to `heap`, in no order; `scores` is room for one block. */
export function searchF32(
  query: usize,
  rows: usize,
  count: usize,
  rowBytes: usize,
  scores: usize,
  heap: usize,
  k: usize,
  floor: f32,
): usize {
  let held: usize = 0;
  for (let first: usize = 0; first < count; first += ROWS_PER_BLOCK) {
    scoreBlockF32(query, rows, rowBytes, scores);
    held = select(scores, min(count - first, ROWS_PER_BLOCK), first, heap, held, k, floor);
    rows += ROWS_PER_BLOCK * rowBytes;
  }
  return held;
}

/** As {@link searchF32}, of 8-bit rows. */
export function searchI8(
  query: usize,
  rows: usize,
  count: usize,
  rowBytes: usize,
  scores: usize,
  heap: usize,
  k: usize,
  floor: f32,
  queryScale: f32,
): usize {
  let held: usize = 0;
  for (let first: usize = 0; first < count; first += ROWS_PER_BLOCK) {
    scoreBlockI8(query, rows, rowBytes, queryScale, scores);
    held = select(scores, min(count - first, ROWS_PER_BLOCK), first, heap, held, k, floor);
    rows += ROWS_PER_BLOCK * rowBytes + BLOCK_FLOATS;
  }
  return held;
}
