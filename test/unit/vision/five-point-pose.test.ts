import { expect, test } from 'vitest';
import type { FacePoints, Point } from '../../../src/media/geometry.ts';
import { poseOfPoints } from '../../../src/vision/five-point-pose.ts';

/** A level face that looks into the camera. */
const LEVEL: FacePoints = [
  { x: 40, y: 50 },
  { x: 80, y: 50 },
  { x: 60, y: 67.1 },
  { x: 45, y: 95 },
  { x: 75, y: 95 },
];

const movedNose = (x: number, y: number): FacePoints => {
  const [left, right, nose, mouthLeft, mouthRight] = LEVEL;
  return [left, right, { x: nose.x + x, y: nose.y + y }, mouthLeft, mouthRight];
};

const each = (points: FacePoints, move: (point: Point) => Point) => points.map(move) as FacePoints;

test('a level face that looks into the camera is not turned', () => {
  for (const angle of Object.values(poseOfPoints(LEVEL))) expect(Math.abs(angle)).toBeLessThan(1);
});

test('a nose to the right of the picture is a head turned there, whose yaw is negative as the model has it', () => {
  expect(poseOfPoints(movedNose(10, 0)).yaw).toBeCloseTo(-22.5, 0);
  expect(poseOfPoints(movedNose(-10, 0)).yaw).toBeCloseTo(22.5, 0);
});

test('a nose nearer to the mouth is a head that looks down', () => {
  expect(poseOfPoints(movedNose(0, 10)).pitch).toBeLessThan(-10);
  expect(poseOfPoints(movedNose(0, -10)).pitch).toBeGreaterThan(10);
});

test('neither size nor place matters, and a tilt is roll alone', () => {
  const [sine, cosine] = [Math.sin(0.3), Math.cos(0.3)];
  const tilted = each(movedNose(10, 5), ({ x, y }) => ({
    x: 500 + 3 * (cosine * x - sine * y),
    y: 20 + 3 * (sine * x + cosine * y),
  }));
  const { yaw, pitch } = poseOfPoints(movedNose(10, 5));
  const turned = poseOfPoints(tilted);
  expect(turned.yaw).toBeCloseTo(yaw);
  expect(turned.pitch).toBeCloseTo(pitch);
  expect(turned.roll).toBeCloseTo((0.3 * 180) / Math.PI);
});

test('points that all lie in one place give numbers', () => {
  const pose = poseOfPoints(each(LEVEL, () => ({ x: 5, y: 5 })));
  expect(Object.values(pose).every(Number.isFinite)).toBe(true);
});
