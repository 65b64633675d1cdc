import type { Point } from '../../src/media/geometry.ts';
import type { MeasuredFace } from '../../src/vision/gestures/face-shape.ts';

/** How a made face looks, beside the one that looks into the camera with its mouth shut. */
interface Look {
  yaw?: number;
  pitch?: number;
  /** Pixels from eye to eye. */
  scale?: number;
  /** Height of the eyes over their width. */
  eyes?: number;
  /** The model's chance for each eye. */
  eyesOpen?: readonly [number, number];
  /** Corner to corner, and between the inner lips, in distances between the eyes. */
  mouth?: { width?: number; open?: number };
}

/** A face as the engine measures it, of as many of the 68 landmarks as gestures are told by. */
export function madeFace({
  yaw = 0,
  pitch = 0,
  scale = 60,
  eyes = 0.3,
  eyesOpen,
  mouth,
}: Look = {}): MeasuredFace {
  const { width = 0.8, open = 0 } = mouth ?? {};
  const landmarks: Point[] = Array.from({ length: 68 }, () => ({ x: 0, y: 0 }));
  const put = (index: number, x: number, y: number) => {
    landmarks[index] = { x: x * scale, y: y * scale };
  };
  for (const [outer, center] of [
    [36, -0.5],
    [42, 0.5],
  ] as const) {
    put(outer, center - 0.2, 0);
    put(outer + 3, center + 0.2, 0);
    for (const [at, x] of [
      [1, -0.1],
      [2, 0.1],
    ] as const) {
      put(outer + at, center + x, -0.2 * eyes);
      put(outer + 6 - at, center + x, 0.2 * eyes);
    }
  }
  put(48, -width / 2, 1);
  put(54, width / 2, 1);
  put(62, 0, 1 - open / 2);
  put(66, 0, 1 + open / 2);
  put(51, 0, 0.9 - open / 2);
  put(57, 0, 1.1 + open / 2);
  return {
    box: { x: 0, y: 0, width: 2 * scale, height: 2 * scale },
    pose: { yaw, pitch },
    landmarks,
    eyesOpen: eyesOpen ?? [0.9, 0.9],
  };
}
