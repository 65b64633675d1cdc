/** How well the turn of heads by their points agrees with that by the pack's pose model. */
export interface PoseAgreement {
  pictures: number;
  /** Pearson's, of how far the heads are turned to either side. */
  correlation: number;
  /** Mean difference, in degrees. */
  difference: number;
}

/** Compares both yaws of each picture, in degrees; the sides are not told apart. */
export function poseAgreement(
  yaws: readonly (readonly [byPoints: number, byModel: number])[],
): PoseAgreement {
  const both = yaws.map(([a, b]) => [Math.abs(a), Math.abs(b)] as const);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(both.map(([a]) => a)), mean(both.map(([, b]) => b))];
  const covariance = mean(both.map(([a, b]) => (a - meanA) * (b - meanB)));
  const varianceA = mean(both.map(([a]) => (a - meanA) ** 2));
  const varianceB = mean(both.map(([, b]) => (b - meanB) ** 2));
  return {
    pictures: both.length,
    correlation: covariance / Math.sqrt(varianceA * varianceB),
    difference: mean(both.map(([a, b]) => Math.abs(a - b))),
  };
}
