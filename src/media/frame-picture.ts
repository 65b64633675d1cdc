import { BitmapPicture } from './bitmap-picture.ts';
import { orientedPicture } from './oriented-picture.ts';
import type { Picture } from './picture.ts';
import { PlanarPicture } from './planar-picture.ts';
import type { TakenFrame } from './taken-frame.ts';

/**
 * A frame as an upright picture, which has its memory from now on.
 *
 * @param release Gives the planes' memory back.
 */
export async function framePicture(
  frame: TakenFrame,
  release: () => void = () => undefined,
): Promise<Picture> {
  if ('bitmap' in frame) return BitmapPicture.of(frame.bitmap, { isAsStored: true });
  const { planes, matrix, orientation } = frame;
  return orientedPicture(new PlanarPicture({ planes, release }, matrix), orientation);
}
