// AssemblyScript: reads memory as fast as WebAssembly can and does next to nothing with it.

/** Reads `bytes` (a multiple of 128) one after the other. */
export function readInOrder(from: usize, bytes: usize): i32 {
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  let c = i32x4.splat(0);
  let d = i32x4.splat(0);
  for (let end = from + bytes; from !== end; from += 128) {
    a = i32x4.add(a, i32x4.add(v128.load(from), v128.load(from, 16)));
    b = i32x4.add(b, i32x4.add(v128.load(from, 32), v128.load(from, 48)));
    c = i32x4.add(c, i32x4.add(v128.load(from, 64), v128.load(from, 80)));
    d = i32x4.add(d, i32x4.add(v128.load(from, 96), v128.load(from, 112)));
  }
  return i32x4.extract_lane(i32x4.add(i32x4.add(a, b), i32x4.add(c, d)), 0);
}

/** Reads `bytes` (a multiple of 64) as four streams, each a quarter of the memory. */
export function readFourStreams(from: usize, bytes: usize): i32 {
  const stream = bytes / 4;
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  let c = i32x4.splat(0);
  let d = i32x4.splat(0);
  for (let end = from + stream; from !== end; from += 16) {
    a = i32x4.add(a, v128.load(from));
    b = i32x4.add(b, v128.load(from + stream));
    c = i32x4.add(c, v128.load(from + 2 * stream));
    d = i32x4.add(d, v128.load(from + 3 * stream));
  }
  return i32x4.extract_lane(i32x4.add(i32x4.add(a, b), i32x4.add(c, d)), 0);
}
