import type { Picture } from './picture.ts';
import { PlanarPicture, type Planes } from './planar-picture.ts';
import { type QuarterTurns, TurnedPicture } from './turned-picture.ts';

/** What the browser's decoder gives of a JPEG: width and height of the colour planes in those of the luma. */
const SUBSAMPLING: Partial<Record<string, readonly [x: number, y: number]>> = {
  I420: [2, 2],
  I422: [2, 1],
  I444: [1, 1],
};

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
export async function decodePlanar(
  jpeg: Uint8Array<ArrayBuffer>,
  turned: boolean,
): Promise<Picture | undefined> {
  if (trials === 0) return undefined;
  const decoder = new ImageDecoder({ data: jpeg, type: 'image/jpeg', colorSpaceConversion: 'none' });
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
  const { format, visibleRect, colorSpace, rotation = 0, flip = false } = image;
  const subsampling = format && SUBSAMPLING[format];
  if (!subsampling) {
    trials--;
    return undefined;
  }
  trials = Number.POSITIVE_INFINITY;
  const isJfif = colorSpace.matrix === 'smpte170m' && colorSpace.fullRange === true;
  if (!isJfif || !visibleRect || flip || (turned && rotation === 0)) return undefined;
  const data = new Uint8Array(image.allocationSize());
  const layouts = await image.copyTo(data);
  const { width, height } = visibleRect;
  const [x, y] = subsampling;
  const planes = layouts.map(({ offset, stride }, index) => ({
    data: data.subarray(offset),
    stride,
    width: index === 0 ? width : Math.ceil(width / x),
    height: index === 0 ? height : Math.ceil(height / y),
  }));
  const picture = new PlanarPicture(planes as Planes);
  const turns = (rotation / 90) % 4;
  return turns === 0 ? picture : new TurnedPicture(picture, turns as QuarterTurns);
}
