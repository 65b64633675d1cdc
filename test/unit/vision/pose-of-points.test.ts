import { describe, expect, test } from 'vitest';
import { poseOfPoints } from '../../../src/vision/pose-of-points.ts';
import { pointsOf } from '../../support/turned-head.ts';

describe('the pose by five points', () => {
  test('is none of a face that looks into the camera', () => {
    const { yaw, pitch, roll } = poseOfPoints(pointsOf({}));
    for (const angle of [yaw, pitch, roll]) expect(angle).toBeCloseTo(0);
  });

  test.each([-60, -25, 10, 45, 75])('tells a head turned by %d degrees', (yaw) => {
    expect(poseOfPoints(pointsOf({ yaw })).yaw).toBeCloseTo(yaw);
    expect(poseOfPoints(pointsOf({ yaw, roll: -30, scale: 3 })).yaw).toBeCloseTo(yaw);
  });

  test('is positive towards the left of the picture, upwards, and clockwise', () => {
    const points = pointsOf({ yaw: 30, pitch: 20 });
    const [left, right, nose] = points;
    expect(nose.x).toBeLessThan((left.x + right.x) / 2);
    const { yaw, pitch } = poseOfPoints(points);
    expect(yaw).toBeGreaterThan(20);
    expect(pitch).toBeGreaterThan(10);
    expect(poseOfPoints(pointsOf({ roll: 90 })).roll).toBeCloseTo(90);
    expect(poseOfPoints(pointsOf({ roll: -170 })).roll).toBeCloseTo(-170);
  });

  test.each([-30, 15])('tells a head that nods by %d degrees', (pitch) => {
    expect(poseOfPoints(pointsOf({ pitch })).pitch).toBeCloseTo(pitch);
  });
});
