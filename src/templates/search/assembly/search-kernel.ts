// AssemblyScript, compiled to WebAssembly by `npm run build:kernel`; not part of the TypeScript program.
//
// Rows are read as four streams side by side, as long as there are rows and room for their scores: the processor's
// prefetcher follows several streams, and loses its way where one ends, so this reads faster than row after row. Rows lie
// in blocks of 64, of which 8-bit rows have their scales at the end. The memory's addresses are the caller's
// (memory-layout.ts); javascript-kernel.ts computes the same, bit for bit.

const STREAMS: usize = 4;
const ROWS_PER_BLOCK: usize = 64;
/** Bytes of a block's scores, or of its row scales. */
const BLOCK_FLOATS: usize = ROWS_PER_BLOCK * 4;
/** Blocks that are scored at a time, at the most: there is room for so many scores. */
const MOST_BLOCKS: usize = 64;

/** Bytes of a heap's entry: the similarity (f32), then the row's index (u32). */
const ENTRY: usize = 8;

function sumF32(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

function sumI32(v: v128): f32 {
  return <f32>(
    (i32x4.extract_lane(v, 0) +
      i32x4.extract_lane(v, 1) +
      i32x4.extract_lane(v, 2) +
      i32x4.extract_lane(v, 3))
  );
}

function addProductsF32(sum: v128, q0: v128, q1: v128, q2: v128, q3: v128, row: usize): v128 {
  sum = f32x4.add(sum, f32x4.mul(q0, v128.load(row)));
  sum = f32x4.add(sum, f32x4.mul(q1, v128.load(row, 16)));
  sum = f32x4.add(sum, f32x4.mul(q2, v128.load(row, 32)));
  return f32x4.add(sum, f32x4.mul(q3, v128.load(row, 48)));
}

function addProductI8(sum: v128, low: v128, high: v128, row: usize): v128 {
  sum = i32x4.add(sum, i32x4.dot_i16x8_s(low, v128.load8x8_s(row)));
  return i32x4.add(sum, i32x4.dot_i16x8_s(high, v128.load8x8_s(row, 8)));
}

/** Scores `count` float rows, a multiple of the streams. */
function scoreRowsF32(query: usize, rows: usize, count: usize, rowBytes: usize, scores: usize): void {
  const stream = (count / STREAMS) * rowBytes;
  const floats = (count / STREAMS) * 4;
  for (let end = rows + stream; rows !== end; rows += rowBytes) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    for (let offset: usize = 0; offset < rowBytes; offset += 64) {
      const q0 = v128.load(query + offset);
      const q1 = v128.load(query + offset, 16);
      const q2 = v128.load(query + offset, 32);
      const q3 = v128.load(query + offset, 48);
      let row = rows + offset;
      a = addProductsF32(a, q0, q1, q2, q3, row);
      row += stream;
      b = addProductsF32(b, q0, q1, q2, q3, row);
      row += stream;
      c = addProductsF32(c, q0, q1, q2, q3, row);
      row += stream;
      d = addProductsF32(d, q0, q1, q2, q3, row);
    }
    f32.store(scores, sumF32(a));
    f32.store(scores + floats, sumF32(b));
    f32.store(scores + 2 * floats, sumF32(c));
    f32.store(scores + 3 * floats, sumF32(d));
    scores += 4;
  }
}

/**
 * Scores rows of 8 bits as four streams, `stream` bytes and `floats` bytes of scores apart. The query is widened to 16 bits.
 *
 * @param scales Of the first stream's rows; the other streams' lie as far behind as their rows.
 */
function scoreStreamsI8(
  query: usize,
  rows: usize,
  count: usize,
  rowBytes: usize,
  scales: usize,
  stream: usize,
  scaleStream: usize,
  scores: usize,
  floats: usize,
  queryScale: f32,
): void {
  for (let end = rows + count * rowBytes; rows !== end; rows += rowBytes) {
    let a = i32x4.splat(0);
    let b = i32x4.splat(0);
    let c = i32x4.splat(0);
    let d = i32x4.splat(0);
    for (let offset: usize = 0; offset < rowBytes; offset += 16) {
      const low = v128.load(query + 2 * offset);
      const high = v128.load(query + 2 * offset, 16);
      let row = rows + offset;
      a = addProductI8(a, low, high, row);
      row += stream;
      b = addProductI8(b, low, high, row);
      row += stream;
      c = addProductI8(c, low, high, row);
      row += stream;
      d = addProductI8(d, low, high, row);
    }
    f32.store(scores, sumI32(a) * (f32.load(scales) * queryScale));
    f32.store(scores + floats, sumI32(b) * (f32.load(scales + scaleStream) * queryScale));
    f32.store(scores + 2 * floats, sumI32(c) * (f32.load(scales + 2 * scaleStream) * queryScale));
    f32.store(scores + 3 * floats, sumI32(d) * (f32.load(scales + 3 * scaleStream) * queryScale));
    scales += 4;
    scores += 4;
  }
}

/** How many of `blocks` to score at a time: 64, 16, 4 or 1. */
function blocksAtOnce(blocks: usize): usize {
  let most = MOST_BLOCKS;
  while (most > blocks && most > 1) most /= STREAMS;
  return most;
}

/** Scores `blocks` whole blocks of float rows, no more than there is room for. */
export function scoreF32(query: usize, rows: usize, blocks: usize, rowBytes: usize, scores: usize): void {
  while (blocks > 0) {
    const some = blocksAtOnce(blocks);
    scoreRowsF32(query, rows, some * ROWS_PER_BLOCK, rowBytes, scores);
    rows += some * ROWS_PER_BLOCK * rowBytes;
    scores += some * BLOCK_FLOATS;
    blocks -= some;
  }
}

/** Scores `blocks` whole blocks of 8-bit rows, no more than there is room for. */
export function scoreI8(
  query: usize,
  rows: usize,
  blocks: usize,
  rowBytes: usize,
  scores: usize,
  queryScale: f32,
): void {
  const ofRows = ROWS_PER_BLOCK * rowBytes;
  while (blocks > 0) {
    const some = blocksAtOnce(blocks);
    // Of a single block each stream has a part, of several each has whole ones.
    const perStream = max(some / STREAMS, 1);
    const count = some === 1 ? ROWS_PER_BLOCK / STREAMS : ROWS_PER_BLOCK;
    const stream = some === 1 ? count * rowBytes : perStream * (ofRows + BLOCK_FLOATS);
    const scaleStream = some === 1 ? 4 * count : stream;
    const floats = perStream * count * 4;
    for (let block: usize = 0; block < perStream; block++) {
      const from = rows + block * (ofRows + BLOCK_FLOATS);
      const to = scores + block * BLOCK_FLOATS;
      scoreStreamsI8(
        query,
        from,
        count,
        rowBytes,
        from + ofRows,
        stream,
        scaleStream,
        to,
        floats,
        queryScale,
      );
    }
    rows += some * (ofRows + BLOCK_FLOATS);
    scores += some * BLOCK_FLOATS;
    blocks -= some;
  }
}

/** The heap's root is the entry to leave first: the lowest similarity, among equals the highest index. */
function leavesBefore(a: usize, b: usize): bool {
  const difference = f32.load(a) - f32.load(b);
  return difference < 0 || (difference === 0 && load<u32>(a, 4) > load<u32>(b, 4));
}

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

/** The blocks of as many of `rows` as there is room for the scores of. */
function blocksToSelect(rows: usize): usize {
  return min(MOST_BLOCKS, (rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK);
}

/** Writes the best `k` of `count` float rows to `heap`, in no order; `scores` is room for those of 64 blocks. */
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
  for (let first: usize = 0; first < count; ) {
    const blocks = blocksToSelect(count - first);
    scoreF32(query, rows, blocks, rowBytes, scores);
    held = select(scores, min(count - first, blocks * ROWS_PER_BLOCK), first, heap, held, k, floor);
    rows += blocks * ROWS_PER_BLOCK * rowBytes;
    first += blocks * ROWS_PER_BLOCK;
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
  for (let first: usize = 0; first < count; ) {
    const blocks = blocksToSelect(count - first);
    scoreI8(query, rows, blocks, rowBytes, scores, queryScale);
    held = select(scores, min(count - first, blocks * ROWS_PER_BLOCK), first, heap, held, k, floor);
    rows += blocks * (ROWS_PER_BLOCK * rowBytes + BLOCK_FLOATS);
    first += blocks * ROWS_PER_BLOCK;
  }
  return held;
}
