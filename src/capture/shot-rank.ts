import type { FaceQuality } from '../vision/quality.ts';

/**
 * What the frames of one person are chosen by: their quality, less if the head nods. Whoever reads what the screen says
 * lowers head and gaze together, and the eye model takes lowered lids for open eyes; in the unified quality 18 degrees
 * count for no more than a little blur.
 */
export function shotRank({ unifiedQualityScore, headPosePitch }: FaceQuality): number {
  return unifiedQualityScore * (headPosePitch / 100) ** 2;
}
