import { describe, expect, test } from 'vitest';
import { decodePlanar } from '../../../src/media/decode-planar.ts';
import { openPicture } from '../../../src/media/open-picture.ts';
import type { Picture, Pixels } from '../../../src/media/picture.ts';
import { TurnedPicture } from '../../../src/media/turned-picture.ts';
import { encodedPicture, paintPicture } from '../../support/pictures.ts';

const whole = ({ width, height }: Picture) => ({ x: 0, y: 0, width, height });
const isPlanar = (picture: Picture) => !(picture.constructor.name === 'BitmapPicture');

/** As the browser shows the picture: decoded to a bitmap that no decoder of ours has touched. */
async function shown(picture: Blob, side: number): Promise<Pixels> {
  const bitmap = await createImageBitmap(picture, { colorSpaceConversion: 'none' });
  const context = new OffscreenCanvas(side, side).getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  context.imageSmoothingQuality = 'medium';
  context.drawImage(bitmap, 0, 0, side, side);
  return context.getImageData(0, 0, side, side);
}

function meanDifference(a: Pixels, b: Pixels): number {
  const sum = a.data.reduce((total, value, index) => total + Math.abs(value - (b.data[index] ?? 0)), 0);
  return sum / a.data.length;
}

describe('a JPEG', () => {
  test.each([
    'large-exif-1.jpg',
    'large-full-colour.jpg',
    'large-progressive.jpg',
    'large-grey.jpg',
    'large-cmyk.jpg',
    ...[2, 3, 4, 5, 6, 7, 8].map((orientation) => `large-exif-${orientation}.jpg`),
  ])('%s looks as the browser shows it', async (name) => {
    const blob = await encodedPicture(name);
    const picture = await openPicture(blob);
    const expected = await shown(blob, 160);
    expect(meanDifference(picture.read(whole(picture), 160, 160), expected)).toBeLessThan(2.5);
  });

  test('is not made pixels of, small or large', async () => {
    expect(isPlanar(await openPicture(await encodedPicture('exif-1.jpg')))).toBe(true);
    const upright = await openPicture(await encodedPicture('large-exif-1.jpg'));
    expect(isPlanar(upright)).toBe(true);
    const turned = await openPicture(await encodedPicture('large-exif-6.jpg'));
    expect(turned).toBeInstanceOf(TurnedPicture);
    expect([turned.width, turned.height]).toEqual([upright.width, upright.height]);
  });

  test('that lacks only its end marker is read, and one cut in half is refused', async () => {
    const blob = await encodedPicture('large-exif-1.jpg');
    const { width } = await openPicture(blob.slice(0, blob.size - 2));
    expect(width).toBe(1401);
    await expect(openPicture(blob.slice(0, blob.size / 2))).rejects.toMatchObject({ code: 'BPE-002003' });
  });
});

describe('what has no planes to give', () => {
  test('is left to the other decoder', async () => {
    const cmyk = await encodedPicture('large-cmyk.jpg');
    expect(await decodePlanar(cmyk, false)).toBeUndefined();
    const cut = (await encodedPicture('large-exif-1.jpg')).slice(0, 5000);
    expect(await decodePlanar(cut, false)).toBeUndefined();
  });

  test('is a picture that is no JPEG', async () => {
    expect(isPlanar(await openPicture(await paintPicture(1200, 1200, () => undefined)))).toBe(false);
  });
});
