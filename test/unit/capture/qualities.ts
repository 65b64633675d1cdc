import type { FaceQuality } from '../../../src/vision/quality.ts';

/** A face's quality as a good webcam gives it, with some components changed. */
export function quality(changes: Partial<FaceQuality> = {}): FaceQuality {
  return {
    unifiedQualityScore: 92,
    singleFacePresent: 100,
    interEyeDistance: 90,
    headPoseYaw: 99,
    headPosePitch: 97,
    headPoseRoll: 98,
    eyesOpen: 90,
    mouthClosed: 95,
    sharpness: 85,
    underExposurePrevention: 98,
    overExposurePrevention: 100,
    dynamicRange: 88,
    illuminationUniformity: 90,
    faceWithinPicture: 100,
    eyeAspectRatio: 0.33,
    ...changes,
  };
}
