import type { FaceQuality } from '../vision/quality.ts';

/**
 * What the frames of one person are chosen by: their quality, less if the head nods or the lids are lowered. Whoever reads
 * what the screen says lowers head, lids and gaze, and the eye model takes lowered lids for open eyes; in the unified
 * quality 18 degrees count for no more than a little blur.
 *
 * @param openEyes The `eyeAspectRatio` of this person's eyes when they are open.
 */
export function shotRank(
  { unifiedQualityScore, headPosePitch, eyeAspectRatio }: FaceQuality,
  openEyes: number,
): number {
  return unifiedQualityScore * (headPosePitch / 100) ** 2 * Math.min(1, eyeAspectRatio / openEyes);
}

/**
 * How high a person's open eyes are, by frames of which most may show them lowered: three of four are no higher. The
 * highest may be wide with surprise.
 */
export function openEyesOf(qualities: readonly FaceQuality[]): number {
  const ratios = qualities.map(({ eyeAspectRatio }) => eyeAspectRatio).sort((a, b) => a - b);
  return ratios[Math.floor(0.75 * ratios.length)] ?? Number.NaN;
}
