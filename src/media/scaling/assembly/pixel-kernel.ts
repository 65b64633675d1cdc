// AssemblyScript, compiled to WebAssembly by `npm run build:kernel`; not part of the TypeScript program.
//
// Scales pixels, and makes them of planes, in whole numbers: javascript-kernel.ts computes the same, bit for bit.
// The memory's addresses are the caller's. Weights have 14 bits behind the point, samples between the two passes 7.
// Sixteen bytes are read and written at a time, up to fifteen behind a row's end: there must be memory, whatever it holds.

/** Half of what is cut off, so that numbers are rounded. */
const HALF_7: i32 = 1 << 6;
const HALF_21: i32 = 1 << 20;

/** Writes the weighted mean of `taps` rows of bytes, an even number, as samples. */
export function mixRows(
  rows: usize,
  stride: usize,
  bytes: usize,
  weights: usize,
  taps: usize,
  samples: usize,
): void {
  const half = i32x4.splat(HALF_7);
  for (let at: usize = 0; at < bytes; at += 16) {
    let a = half;
    let b = half;
    let c = half;
    let d = half;
    let row = rows + at;
    for (let tap: usize = 0; tap < taps; tap += 2) {
      const weight = v128.load32_splat(weights + 2 * tap);
      const upper = v128.load(row);
      const lower = v128.load(row + stride);
      const left = i8x16.shuffle(upper, lower, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      const right = i8x16.shuffle(upper, lower, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      a = i32x4.add(a, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(left), weight));
      b = i32x4.add(b, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(left), weight));
      c = i32x4.add(c, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(right), weight));
      d = i32x4.add(d, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(right), weight));
      row += 2 * stride;
    }
    const to = samples + 2 * at;
    v128.store(to, i16x8.narrow_i32x4_s(i32x4.shr_s(a, 7), i32x4.shr_s(b, 7)));
    v128.store(to, i16x8.narrow_i32x4_s(i32x4.shr_s(c, 7), i32x4.shr_s(d, 7)), 16);
  }
}

/**
 * Writes `count` opaque pixels, each the weighted mean of `taps` pixels, an even number, of a row of samples.
 *
 * @param isBgr Whether blue comes first in the samples: in the pixels red does.
 */
export function mixPixels(
  samples: usize,
  first: usize,
  weights: usize,
  taps: usize,
  count: usize,
  isBgr: bool,
  pixels: usize,
): void {
  const opaque = i32x4.splat(0xff000000);
  for (let end = first + 4 * count; first !== end; first += 4) {
    let sum = i32x4.splat(HALF_21);
    let from = samples + 8 * <usize>load<u32>(first);
    for (let tap: usize = 0; tap < taps; tap += 2) {
      const two = v128.load(from);
      const byChannel = i16x8.shuffle(two, two, 0, 4, 1, 5, 2, 6, 3, 7);
      sum = i32x4.add(sum, i32x4.dot_i16x8_s(byChannel, v128.load32_splat(weights + 2 * tap)));
      from += 16;
    }
    const words = i16x8.narrow_i32x4_s(i32x4.shr_s(sum, 21), sum);
    let pixel = i8x16.narrow_i16x8_u(words, words);
    if (isBgr) pixel = i8x16.shuffle(pixel, pixel, 2, 1, 0, 3, 2, 1, 0, 3, 2, 1, 0, 3, 2, 1, 0, 3);
    v128.store32_lane(pixels, v128.or(pixel, opaque), 0);
    pixels += 4;
    weights += 2 * taps;
  }
}

/**
 * Doubles a row of colour, as libjpeg does ("fancy upsampling"): vertically the nearer row weighs three times as much as
 * the other, horizontally the nearer sample. `sums` is room for two samples more than the row has.
 */
export function spreadColour(
  near: usize,
  far: usize,
  count: usize,
  even: i32,
  odd: i32,
  sums: usize,
  to: usize,
): void {
  const three = i16x8.splat(3);
  for (let at: usize = 0; at < count; at += 8) {
    const sum = i16x8.add(i16x8.mul(v128.load8x8_u(near + at), three), v128.load8x8_u(far + at));
    v128.store(sums + 2 * at, sum, 2);
  }
  // Beyond its ends a row goes on as it is there.
  store<u16>(sums, load<u16>(sums, 2));
  store<u16>(sums + 2 * count, load<u16>(sums + 2 * count), 2);
  const ofEven = i16x8.splat(<i16>even);
  const ofOdd = i16x8.splat(<i16>odd);
  for (let at: usize = 0; at < count; at += 8) {
    const from = sums + 2 * at;
    const own = i16x8.mul(v128.load(from, 2), three);
    const left = i16x8.shr_u(i16x8.add(i16x8.add(own, v128.load(from)), ofEven), 4);
    const right = i16x8.shr_u(i16x8.add(i16x8.add(own, v128.load(from, 4)), ofOdd), 4);
    v128.store(to + 2 * at, v128.or(left, i16x8.shl(right, 8)));
  }
}

/** Writes `count` bytes, each `step` behind the last one. */
export function thin(bytes: usize, step: usize, count: usize, to: usize): void {
  for (let end = to + count; to !== end; to++) {
    store<u8>(to, load<u8>(bytes));
    bytes += step;
  }
}

function weighted(low: v128, high: v128, weights: v128): v128 {
  const half = i32x4.splat(1 << 15);
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(low, weights), half), 16),
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(high, weights), half), 16),
  );
}

/**
 * Writes `count` opaque pixels of a row of luma and one of each colour difference, full range, as libjpeg does: by JFIF's
 * factors (ITU-T T.871) in 16 bits behind the point, whose whole parts are added apart.
 */
export function toPixels(luma: usize, blue: usize, red: usize, count: usize, pixels: usize): void {
  const noColour = i16x8.splat(128);
  // 1.402 is 1 + 26345 / 2^16, 1.772 is 2 - 14942 / 2^16, 0.71414 is 1 - 18734 / 2^16.
  const ofRed = i16x8(0, 26345, 0, 26345, 0, 26345, 0, 26345);
  const ofGreen = i16x8(-22554, 18734, -22554, 18734, -22554, 18734, -22554, 18734);
  const ofBlue = i16x8(-14942, 0, -14942, 0, -14942, 0, -14942, 0);
  const opaque = i16x8.splat(255);
  for (let at: usize = 0; at < count; at += 8) {
    const y = v128.load8x8_u(luma + at);
    const cb = i16x8.sub(v128.load8x8_u(blue + at), noColour);
    const cr = i16x8.sub(v128.load8x8_u(red + at), noColour);
    const low = i16x8.shuffle(cb, cr, 0, 8, 1, 9, 2, 10, 3, 11);
    const high = i16x8.shuffle(cb, cr, 4, 12, 5, 13, 6, 14, 7, 15);
    const r = i16x8.add(i16x8.add(y, cr), weighted(low, high, ofRed));
    const g = i16x8.add(i16x8.sub(y, cr), weighted(low, high, ofGreen));
    const b = i16x8.add(i16x8.add(y, i16x8.add(cb, cb)), weighted(low, high, ofBlue));
    storePixels(pixels + 4 * at, i8x16.narrow_i16x8_u(r, g), i8x16.narrow_i16x8_u(b, opaque));
  }
}

/** Half of what is cut off of a matrix' products. */
const HALF_13: i32 = 1 << 12;

function pair(first: i32, second: i32): v128 {
  return i32x4.splat((second << 16) | (first & 0xffff));
}

function rounded(low: v128, high: v128): v128 {
  const half = i32x4.splat(HALF_13);
  return i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(low, half), 13), i32x4.shr_s(i32x4.add(high, half), 13));
}

/** Writes `count` opaque pixels of a row of luma and one of each colour difference, by factors of 13 bits. */
export function toPixelsBy(
  black: i32,
  gain: i32,
  redOfCr: i32,
  greenOfCb: i32,
  greenOfCr: i32,
  blueOfCb: i32,
  luma: usize,
  blue: usize,
  red: usize,
  count: usize,
  pixels: usize,
): void {
  const noColour = i16x8.splat(128);
  const noLight = i16x8.splat(<i16>black);
  const ofRed = pair(gain, redOfCr);
  const ofBlue = pair(gain, blueOfCb);
  const ofGreen = pair(gain, -greenOfCb);
  const redInGreen = pair(0, -greenOfCr);
  const opaque = i16x8.splat(255);
  for (let at: usize = 0; at < count; at += 8) {
    const y = i16x8.sub(v128.load8x8_u(luma + at), noLight);
    const cb = i16x8.sub(v128.load8x8_u(blue + at), noColour);
    const cr = i16x8.sub(v128.load8x8_u(red + at), noColour);
    const lowRed = i16x8.shuffle(y, cr, 0, 8, 1, 9, 2, 10, 3, 11);
    const highRed = i16x8.shuffle(y, cr, 4, 12, 5, 13, 6, 14, 7, 15);
    const lowBlue = i16x8.shuffle(y, cb, 0, 8, 1, 9, 2, 10, 3, 11);
    const highBlue = i16x8.shuffle(y, cb, 4, 12, 5, 13, 6, 14, 7, 15);
    const r = rounded(i32x4.dot_i16x8_s(lowRed, ofRed), i32x4.dot_i16x8_s(highRed, ofRed));
    const b = rounded(i32x4.dot_i16x8_s(lowBlue, ofBlue), i32x4.dot_i16x8_s(highBlue, ofBlue));
    const g = rounded(
      i32x4.add(i32x4.dot_i16x8_s(lowBlue, ofGreen), i32x4.dot_i16x8_s(lowRed, redInGreen)),
      i32x4.add(i32x4.dot_i16x8_s(highBlue, ofGreen), i32x4.dot_i16x8_s(highRed, redInGreen)),
    );
    storePixels(pixels + 4 * at, i8x16.narrow_i16x8_u(r, g), i8x16.narrow_i16x8_u(b, opaque));
  }
}

/** Eight pixels, of their reds and greens, blues and alphas. */
function storePixels(to: usize, rg: v128, ba: v128): void {
  v128.store(to, i8x16.shuffle(rg, ba, 0, 8, 16, 24, 1, 9, 17, 25, 2, 10, 18, 26, 3, 11, 19, 27));
  v128.store(to, i8x16.shuffle(rg, ba, 4, 12, 20, 28, 5, 13, 21, 29, 6, 14, 22, 30, 7, 15, 23, 31), 16);
}
