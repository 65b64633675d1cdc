/** The standard normal distribution's value that 95 % lie within. */
const Z = 1.96;

/** The 95 % interval of a share of `count` (Wilson): what so many samples can say. */
export function confidenceInterval(rate: number, count: number): [low: number, high: number] {
  const middle = rate + (Z * Z) / (2 * count);
  const spread = Z * Math.sqrt((rate * (1 - rate)) / count + (Z * Z) / (4 * count * count));
  const scale = 1 + (Z * Z) / count;
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}

/** The rate that `count` samples without one error rule out at 95 % confidence: the rule of three. */
export function ruleOfThree(count: number): number {
  return 3 / count;
}
