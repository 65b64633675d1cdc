import type { Box, FacePoints } from '../media/geometry.ts';

/** A face as the detector sees it. */
export interface Detection {
  box: Box;
  /** The detector's confidence, 0 to 1. */
  score: number;
  /** If the detector gives them. */
  points?: FacePoints;
}

/**
 * Greedy non-maximum suppression: of boxes that overlap by more than `maxOverlap` (intersection over union)
 * the most confident stays. Returns them most confident first.
 */
export function suppressOverlaps(detections: readonly Detection[], maxOverlap: number): Detection[] {
  const kept: Detection[] = [];
  for (const candidate of [...detections].sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => overlap(candidate.box, other.box) <= maxOverlap)) kept.push(candidate);
  }
  return kept;
}

/** Intersection over union, 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const shared = intersection(a, b);
  return shared === 0 ? 0 : shared / (area(a) + area(b) - shared);
}

/** The area two boxes share, in square pixels. */
export function intersection(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** The same faces in the order of their size. */
export function largestFirst(faces: readonly Detection[]): Detection[] {
  return [...faces].sort((a, b) => area(b.box) - area(a.box));
}

/** Square pixels. */
export function area(box: Box): number {
  return box.width * box.height;
}
