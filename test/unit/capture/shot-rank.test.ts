import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { openEyesOf, shotRank } from '../../../src/capture/shot-rank.ts';
import { wholeOf } from '../../../src/media/geometry.ts';
import type { FaceModels } from '../../../src/vision/face-models.ts';
import { eyeCentresOf } from '../../../src/vision/landmarks.ts';
import { buildFaceModels } from '../../../src/vision/model-families.ts';
import { isWhole, measureQuality } from '../../../src/vision/quality.ts';
import { measuresQuality } from '../../support/chosen-pack.ts';
import { SHARED_FOLDER } from '../../support/folders.ts';
import { hasModels, nodeRuntime } from '../../support/node-models.ts';
import { PixelPicture } from '../../support/pixel-picture.ts';
import { quality } from './qualities.ts';

const canRun = inject('hasShared') && hasModels() && measuresQuality();

describe.skipIf(!canRun)('of a person’s pictures', () => {
  let models: FaceModels;

  beforeAll(() => {
    models = buildFaceModels(nodeRuntime());
  });

  async function qualityOf(file: string) {
    const path = join(SHARED_FOLDER, 'faces/lfw-dev', file.replace(/_\d+$/, ''), `${file}.jpg`);
    const { data, info } = await sharp(path).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    const picture = new PixelPicture({ data: new Uint8ClampedArray(data), width, height });
    const [face] = await models.detector.detect(picture, wholeOf(picture));
    if (!face) throw new Error(`No face was found in ${file}`);
    const { box } = face;
    const landmarks = await models.landmarks?.locate(picture, box);
    const quality = measureQuality(picture, {
      box,
      landmarks,
      eyeCentres: landmarks && eyeCentresOf(landmarks),
      pose: await models.pose?.poseOf(picture, box),
      eyes: landmarks && (await models.eyes?.openness(picture, landmarks)),
      otherFace: 0,
    });
    if (!isWhole(quality)) throw new Error('The pack can’t measure it');
    return quality;
  }

  test.for([
    ['Butch_Davis_0001', 'Butch_Davis_0002'],
    ['Michael_Sullivan_0002', 'Michael_Sullivan_0001'],
    ['Jennifer_Capriati_0003', 'Jennifer_Capriati_0013'],
  ] as const)('one that looks down, with eyes said to be open, loses: %s', async ([down, straight]) => {
    const looksDown = await qualityOf(down);
    const looksAhead = await qualityOf(straight);
    expect(looksDown.eyesOpen).toBeGreaterThan(90);
    expect(looksDown.unifiedQualityScore, 'by quality it would win').toBeGreaterThan(
      looksAhead.unifiedQualityScore,
    );
    const openEyes = openEyesOf([looksDown, looksAhead]);
    expect(shotRank(looksDown, openEyes)).toBeLessThan(shotRank(looksAhead, openEyes));
  });

  test.for([
    ['Ann_Veneman_0008', 'Ann_Veneman_0001'],
    ['Georgi_Parvanov_0002', 'Georgi_Parvanov_0001'],
    ['Annette_Lu_0001', 'Annette_Lu_0003'],
  ] as const)('one whose lids are lowered in a straight head loses: %s', async ([lowered, open]) => {
    const [lids, ahead] = [await qualityOf(lowered), await qualityOf(open)];
    expect(Math.min(lids.eyesOpen, lids.headPosePitch), 'eyes and head are well').toBeGreaterThan(85);
    const ratio = 'eyeAspectRatio';
    expect(lids[ratio] / ahead[ratio]).toBeLessThan(0.75);
    const openEyes = openEyesOf([lids, ahead]);
    expect(shotRank(lids, openEyes)).toBeLessThan(shotRank(ahead, openEyes));
  });
});

describe('how high a person’s open eyes are', () => {
  const openEyes = (...ratios: number[]) =>
    openEyesOf(ratios.map((eyeAspectRatio) => quality({ eyeAspectRatio })));

  test('is told by the frames in which they are open, though most look down', () => {
    expect(openEyes(0.2, 0.21, 0.3, 0.2, 0.31, 0.19, 0.22, 0.3)).toBe(0.3);
  });

  test('is not told by one frame of surprise', () => {
    expect(openEyes(0.3, 0.31, 0.45, 0.3, 0.3)).toBe(0.31);
  });

  test('eyes that are wider count no more than open ones', () => {
    expect(shotRank(quality({ eyeAspectRatio: 0.45 }), 0.3)).toBe(
      shotRank(quality({ eyeAspectRatio: 0.3 }), 0.3),
    );
  });
});
