import { describe, expect, test } from 'vitest';
import { growBox } from '../../../src/vision/grow-box.ts';
import { cropPicture, hasShared, SAME_PERSON, samplePicture, sharedPicture } from '../../support/pictures.ts';

describe('the browser that tests run in', () => {
  test('is cross-origin isolated, so that threads work', () => {
    expect(crossOriginIsolated).toBe(true);
  });

  test('crops a sample picture', async () => {
    const box = growBox(SAME_PERSON.sample1, 2);
    const crop = await cropPicture(await samplePicture(1), box, { type: 'image/png' });
    expect(crop.type).toBe('image/png');
    const { width, height } = await createImageBitmap(crop);
    expect({ width, height }).toEqual({ width: 470, height: 448 });
  });

  test.skipIf(!hasShared())('reads the labelled pictures', async () => {
    const pairs = await sharedPicture('faces/lfw-dev/pairs.tsv');
    expect((await pairs.text()).split('\n')[0]).toBe('image_a\timage_b\tsame');
  });
});
