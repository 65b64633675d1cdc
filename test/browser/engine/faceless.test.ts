import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { texture } from '../../../scripts/evaluate/faceless/textures.ts';
import { createEngine, type FaceEngine, type PictureSource } from '../../../src/index.ts';
import { IS_DEFAULT_PACK } from '../../support/chosen-pack.ts';
import { cropPicture, hasShared, sharedPicture } from '../../support/pictures.ts';

let engine: FaceEngine;

beforeAll(async () => {
  engine = await createEngine({ cache: false });
});
afterAll(() => engine.dispose());

async function expectNoFace(picture: PictureSource) {
  await expect(engine.extract(picture)).rejects.toMatchObject({ code: 'BPE-003002', reason: 'no-face' });
  await expect(engine.detect(picture)).rejects.toMatchObject({ code: 'LDE-002004', reason: 'no-face' });
  expect(await engine.faces(picture)).toEqual([]);
}

describe('no template is made of', () => {
  test.each([
    ['rings', 11],
    ['rings', 19],
    ['rings', 23],
    ['stripes', 4],
    ['stripes', 13],
    ['clouds', 11],
  ])('%s, which at one look are a face', async (kind, number) => {
    const { data, width, height } = texture(kind, number);
    await expectNoFace(new ImageData(new Uint8ClampedArray(data), width, height));
  });

  test.skipIf(!hasShared()).each(['coffee', 'gravel', 'chelsea'])(
    'a picture without a face: %s',
    async (name) => {
      await expectNoFace(await sharedPicture(`cases/faceless/${name}.png`));
    },
  );
});

describe('what a detector sees as a face twice gives no template either', () => {
  async function expectNoTemplate(picture: PictureSource) {
    // Another pack's detector may see none at all.
    const code = IS_DEFAULT_PACK ? 'BPE-003001' : expect.stringMatching(/BPE-003001|BPE-003002/);
    await expect(engine.extract(picture)).rejects.toMatchObject({ code });
    await expect(engine.detect(picture)).rejects.toMatchObject({ code: 'LDE-002004' });
    for (const face of await engine.faces(picture, { templates: true })) {
      expect(face).not.toHaveProperty('template');
      expect(face.reason).toBeDefined();
    }
  }

  test.each([13, 14])('rings %d', async (number) => {
    const { data, width, height } = texture('rings', number);
    await expectNoTemplate(new ImageData(new Uint8ClampedArray(data), width, height));
  });

  test.skipIf(!hasShared()).each([
    ['coffee', { x: 191, y: 192, width: 188, height: 188 }],
    ['coffee', { x: 199, y: 169, width: 188, height: 188 }],
    ['gravel', { x: 371, y: 126, width: 84, height: 84 }],
  ])('a part of a picture without a face: %s', async (name, part) => {
    await expectNoTemplate(await cropPicture(await sharedPicture(`cases/faceless/${name}.png`), part));
  });
});
