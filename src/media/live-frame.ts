import { BitmapPicture } from './bitmap-picture.ts';
import { framePicture } from './frame-picture.ts';
import type { Picture } from './picture.ts';
import { type ShownFrame, takePlanes } from './take-planes.ts';
import { takeFramePixels } from './unscaled-pixels.ts';

/**
 * A frame of live video as a picture, without a bitmap on the way: of its planes, as cameras give them, or of its pixels.
 *
 * @returns Undefined if the browser has to draw it.
 */
export async function liveFrame(frame: VideoFrame & Partial<ShownFrame>): Promise<Picture | undefined> {
  const taken = await takePlanes(frame);
  if (taken) return framePicture(taken.frame, taken.release);
  const { visibleRect, displayWidth: width, displayHeight: height, rotation = 0, flip = false } = frame;
  const isAsShown = rotation === 0 && !flip && visibleRect?.width === width && visibleRect.height === height;
  const pixels = isAsShown ? await takeFramePixels(frame) : undefined;
  return pixels && BitmapPicture.ofPixels(pixels, { width, height });
}
