import { canvasContext } from '../media/canvas.ts';
import type { CameraFrame } from './camera-frame.ts';
import { type CameraHint, type FrameFacts, frameHints } from './camera-hints.ts';

/** The pixels that are compared: single ones, as the mean of many loses a sensor's noise. */
const SAMPLED = { width: 48, height: 48 };

/** The frames that are remembered, the latest: some ten seconds. */
const REMEMBERED = 240;

/** Remembers of a camera's frames what tells a sensor from a file. */
export class FrameStatistics {
  readonly #frames: FrameFacts[] = [];

  observe({ bitmap, cameraTime }: CameraFrame): void {
    // Without the camera's clock the same frame may be seen twice.
    if (cameraTime === undefined || cameraTime === this.#frames.at(-1)?.time) return;
    this.#frames.push({ time: cameraTime, fingerprint: fingerprintOf(bitmap) });
    if (this.#frames.length > REMEMBERED) this.#frames.shift();
  }

  hints(frameRate: number | undefined): CameraHint[] {
    return frameHints(this.#frames, frameRate);
  }
}

function fingerprintOf(bitmap: ImageBitmap): number {
  const { width, height } = SAMPLED;
  const context = canvasContext(width, height, { willReadFrequently: true });
  context.imageSmoothingEnabled = false;
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  // FNV-1a: two frames of some hundred collide once in a hundred thousand captures, and a hint needs many.
  let hash = 0x811c9dc5;
  for (const byte of data) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
