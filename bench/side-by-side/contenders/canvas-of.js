/** Larger pictures are scaled down to this side first: the peers work on all pixels they are given. */
const MAX_SIDE = 1920;

/**
 * A picture as the peers take it.
 *
 * @param {Blob} picture
 */
export async function canvasOf(picture) {
  const bitmap = await createImageBitmap(picture);
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  // Kept in main memory: its pixels are read back at once.
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

/** @type {HTMLCanvasElement | undefined} */
let frameCanvas;

/**
 * A frame of a video as the peers take it: on one canvas, as an app would.
 *
 * @param {VideoFrame} frame
 */
export function canvasOfFrame(frame) {
  frameCanvas ??= document.createElement('canvas');
  const { displayWidth: width, displayHeight: height } = frame;
  if (frameCanvas.width !== width || frameCanvas.height !== height)
    Object.assign(frameCanvas, { width, height });
  frameCanvas.getContext('2d', { willReadFrequently: true })?.drawImage(frame, 0, 0);
  return frameCanvas;
}
