import type { VideoSample } from 'mediabunny';
import { BitmapPicture } from './bitmap-picture.ts';
import { canvasContext } from './canvas.ts';
import { colorMatrix } from './color-matrix.ts';
import { MAX_FRAME_SIDE } from './limits.ts';
import { orientationOf, orientedPicture } from './oriented-picture.ts';
import type { Picture } from './picture.ts';
import { PlanarPicture } from './planar-picture.ts';
import { planesOf } from './planes.ts';

/**
 * A decoded frame as an upright picture. Of a frame that lies in main memory as planes no more pixels are made than are
 * read: to draw one of 1080p takes longer than all models together.
 */
export async function framePicture(sample: VideoSample): Promise<Picture> {
  const planar = await planarPicture(sample);
  if (planar) return planar;
  return BitmapPicture.of(drawUpright(sample).transferToImageBitmap(), { isAsStored: true });
}

async function planarPicture(sample: VideoSample): Promise<Picture | undefined> {
  const { displayWidth, displayHeight, visibleRect, rotation, flip } = sample;
  const matrix = colorMatrix(sample.colorSpace);
  const isSquare = displayWidth * displayHeight === visibleRect.width * visibleRect.height;
  if (!matrix || !isSquare || flip || Math.max(displayWidth, displayHeight) > MAX_FRAME_SIDE)
    return undefined;
  // A browser that can't copy them can draw them.
  const copied = await planesOf(sample).catch(() => undefined);
  return copied && orientedPicture(new PlanarPicture(copied, matrix), orientationOf(false, rotation / 90));
}

function drawUpright(sample: VideoSample): OffscreenCanvas {
  const scale = Math.min(1, MAX_FRAME_SIDE / Math.max(sample.displayWidth, sample.displayHeight));
  const width = Math.max(1, Math.round(sample.displayWidth * scale));
  const height = Math.max(1, Math.round(sample.displayHeight * scale));
  // Its pixels are read back: kept in memory rather than on a GPU.
  const context = canvasContext(width, height, { willReadFrequently: true });
  sample.draw(context, 0, 0, width, height);
  return context.canvas;
}
