const MAX_LEVEL = 127;
/** Scales that are tried, as shares of the one that keeps the largest weight. */
const NARROWEST = 0.5;
const STEP = 0.01;

/**
 * Writes the weights of one output channel as 8-bit levels of a scale: that of the least squared error, for a few large
 * weights may be cut for the many small ones.
 *
 * @param {Float32Array} weights
 * @returns {{ levels: Int8Array, scale: number }}
 */
export function quantizeChannel(weights) {
  const scale = bestScale(weights);
  const levels = Int8Array.from(weights, (weight) => levelOf(weight, scale));
  balance(levels, weights, scale);
  return { levels, scale };
}

/** @param {Float32Array} weights */
function bestScale(weights) {
  const widest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / MAX_LEVEL;
  let best = { scale: 0, error: Number.POSITIVE_INFINITY };
  for (let share = 1; share >= NARROWEST; share -= STEP) {
    const scale = Math.fround(widest * share);
    const error = weights.reduce((sum, weight) => sum + (levelOf(weight, scale) * scale - weight) ** 2, 0);
    if (error < best.error) best = { scale, error };
  }
  return best.scale;
}

/** @param {number} weight @param {number} scale */
function levelOf(weight, scale) {
  if (scale === 0) return 0;
  return Math.max(-MAX_LEVEL, Math.min(MAX_LEVEL, Math.round(weight / scale)));
}

/**
 * Rounds some weights the other way, those that it changes least, until the errors of all cancel out. What a channel is
 * given has a mean that is not 0, most of all in neighbouring pixels: errors of one sign would add up.
 *
 * @param {Int8Array} levels changed by this
 * @param {Float32Array} weights
 * @param {number} scale
 */
function balance(levels, weights, scale) {
  if (scale === 0) return;
  const errors = Array.from(weights, (weight, index) => (levels[index] ?? 0) - weight / scale);
  const sum = errors.reduce((total, error) => total + error, 0);
  const direction = Math.sign(sum);
  const order = [...errors.keys()]
    .filter((index) => Math.abs((levels[index] ?? 0) - direction) <= MAX_LEVEL)
    .sort((a, b) => direction * ((errors[b] ?? 0) - (errors[a] ?? 0)) || a - b);
  for (const index of order.slice(0, Math.round(Math.abs(sum)))) {
    levels[index] = (levels[index] ?? 0) - direction;
  }
}
