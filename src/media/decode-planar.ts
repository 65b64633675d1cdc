import { takeBytes } from './blob-bytes.ts';
import { colorMatrix } from './color-matrix.ts';
import { orientationOf, orientedPicture } from './oriented-picture.ts';
import type { Picture } from './picture.ts';
import { PlanarPicture } from './planar-picture.ts';
import { planesOf } from './planes.ts';

/** Not in TypeScript's DOM library yet: how the frame is to be shown. Older browsers lack them and apply neither. */
interface Shown {
  /** Degrees clockwise. */
  rotation?: number;
  flip?: boolean;
}

/** A browser whose decoder made pixels of so many pictures, and gave planes of none, is not asked again. */
const TRIALS = 2;
let trials = typeof ImageDecoder === 'undefined' ? 0 : TRIALS;

/**
 * Decodes a JPEG without making pixels of it, in a third of the time that a bitmap takes.
 *
 * @param turned Whether its EXIF orientation asks for the picture to be turned.
 * @returns Undefined if this browser, or this JPEG, has no planes to give: then it needs the other way.
 */
export async function decodePlanar(jpeg: Blob, turned: boolean): Promise<Picture | undefined> {
  if (trials === 0) return undefined;
  const data = await takeBytes(jpeg);
  const handedOver = { data, transfer: [data.buffer] };
  const decoder = new ImageDecoder({ ...handedOver, type: 'image/jpeg', colorSpaceConversion: 'none' });
  try {
    const { image } = await decoder.decode();
    try {
      return await pictureOf(image, turned);
    } finally {
      image.close();
    }
  } catch {
    return undefined;
  } finally {
    decoder.close();
  }
}

async function pictureOf(image: VideoFrame & Shown, turned: boolean): Promise<Picture | undefined> {
  const { colorSpace, rotation = 0, flip = false } = image;
  const copied = await planesOf(image);
  if (!copied) {
    trials--;
    return undefined;
  }
  trials = Number.POSITIVE_INFINITY;
  const matrix = colorMatrix(colorSpace);
  if (matrix !== 'jfif' || flip || (turned && rotation === 0)) {
    copied.release();
    return undefined;
  }
  return orientedPicture(new PlanarPicture(copied, matrix), orientationOf(false, rotation / 90));
}
