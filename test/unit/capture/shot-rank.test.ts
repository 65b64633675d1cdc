import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { shotRank } from '../../../src/capture/shot-rank.ts';
import { wholeOf } from '../../../src/media/geometry.ts';
import type { FaceModels } from '../../../src/vision/face-models.ts';
import { eyeCentresOf } from '../../../src/vision/landmarks.ts';
import { buildFaceModels } from '../../../src/vision/model-families.ts';
import { isWhole, measureQuality } from '../../../src/vision/quality.ts';
import { measuresQuality } from '../../support/chosen-pack.ts';
import { SHARED_FOLDER } from '../../support/folders.ts';
import { hasModels, nodeRuntime } from '../../support/node-models.ts';
import { PixelPicture } from '../../support/pixel-picture.ts';

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
    expect(shotRank(looksDown)).toBeLessThan(shotRank(looksAhead));
  });
});
