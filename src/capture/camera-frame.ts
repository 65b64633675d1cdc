import { untilAborted } from '../common/until-aborted.ts';
import { canvasContext } from '../media/canvas.ts';
import { luminanceOf } from '../vision/luminance.ts';
import { shownRegion } from './oval.ts';
import { SEARCHED_SIDE } from './thresholds.ts';

/** What the preview showed at a moment; close the bitmap. */
export interface CameraFrame {
  bitmap: ImageBitmap;
  /** Milliseconds. */
  time: number;
  /** Seconds, by the camera's own clock, if the browser tells. */
  cameraTime: number | undefined;
}

/**
 * Waits for the camera's next frame and copies the part of it that the preview shows: what is taken is what the
 * person sees, and nobody beside it.
 *
 * @throws the signal's reason.
 */
export async function nextFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<CameraFrame> {
  signal.throwIfAborted();
  const cameraTime = await untilAborted(frameShown(video), signal);
  const time = performance.now();
  const size = { width: video.videoWidth, height: video.videoHeight };
  const { x, y, width, height } = shownRegion(size, { width: video.clientWidth, height: video.clientHeight });
  return { bitmap: await createImageBitmap(video, x, y, width, height), time, cameraTime };
}

function frameShown(video: HTMLVideoElement): Promise<number | undefined> {
  return new Promise((shown) => {
    // Browsers without frame callbacks may show the same frame twice: that costs time and nothing else.
    if (!('requestVideoFrameCallback' in video)) requestAnimationFrame(() => shown(undefined));
    else video.requestVideoFrameCallback((_now, { mediaTime }) => shown(mediaTime));
  });
}

/** A copy of the size that faces are looked for in. */
export function searchedCopy(bitmap: ImageBitmap): Promise<ImageBitmap> {
  const scale = Math.min(1, SEARCHED_SIDE / Math.max(bitmap.width, bitmap.height));
  return createImageBitmap(bitmap, {
    resizeWidth: Math.round(bitmap.width * scale),
    resizeHeight: Math.round(bitmap.height * scale),
    resizeQuality: 'medium',
  });
}

/** Side of the square that brightness is measured on: the mean needs no detail. */
const BRIGHTNESS_SIDE = 16;

/** Mean brightness of a picture, 0 to 255. */
export function brightnessOf(bitmap: ImageBitmap): number {
  const context = canvasContext(BRIGHTNESS_SIDE, BRIGHTNESS_SIDE, { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0, BRIGHTNESS_SIDE, BRIGHTNESS_SIDE);
  const luminance = luminanceOf(context.getImageData(0, 0, BRIGHTNESS_SIDE, BRIGHTNESS_SIDE));
  return luminance.reduce((sum, value) => sum + value, 0) / luminance.length;
}
