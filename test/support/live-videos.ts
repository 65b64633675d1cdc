import { expect, vi } from 'vitest';
import type { WatchedFrame } from '../../src/index.ts';
import { PATIENCE_MS } from './patience.ts';

/** A `<video>` of a file, muted and ready to play; not in the document. */
export async function loadedVideo(blob: Blob): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.muted = true;
  video.src = URL.createObjectURL(blob);
  await new Promise((resolve, reject) => {
    video.onloadeddata = resolve;
    video.onerror = () => reject(video.error);
  });
  return video;
}

/** Frames of a video file as pictures, so many a second. */
export async function framesOf(blob: Blob, framesPerSecond: number, most = 1000): Promise<ImageBitmap[]> {
  const video = await loadedVideo(blob);
  const frames: ImageBitmap[] = [];
  const last = Math.min(most, Math.floor(video.duration * framesPerSecond));
  for (let frame = 0; frame < last; frame++) {
    video.currentTime = (frame + 0.5) / framesPerSecond;
    await new Promise((resolve) => {
      video.onseeked = resolve;
    });
    // On a busy machine the seek has ended before its frame is there.
    await vi.waitUntil(() => video.readyState >= video.HAVE_CURRENT_DATA, { timeout: PATIENCE_MS });
    frames.push(await createImageBitmap(video));
  }
  URL.revokeObjectURL(video.src);
  return frames;
}

/** A canvas on which pictures are drawn in turn, as a camera would see them, until `stop` is called. */
export function cameraShowing(pictures: readonly ImageBitmap[]): { stream: MediaStream; stop: () => void } {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  const [first] = pictures;
  if (!context || !first) throw new Error('No 2D canvas, or no picture');
  [canvas.width, canvas.height] = [first.width, first.height];
  let shown = 0;
  const draw = () => context.drawImage(pictures[shown++ % pictures.length] as ImageBitmap, 0, 0);
  draw();
  const timer = setInterval(draw, 40);
  const stream = canvas.captureStream();
  return {
    stream,
    stop() {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
    },
  };
}

/** The first results of a watch, which ends then. */
export async function firstOf(watch: AsyncIterable<WatchedFrame>, count: number): Promise<WatchedFrame[]> {
  const frames: WatchedFrame[] = [];
  const begun = performance.now();
  for await (const frame of watch) {
    frames.push(frame);
    if (frames.length === count) break;
    expect(performance.now() - begun).toBeLessThan(PATIENCE_MS);
  }
  return frames;
}

/** Every id that faces have in the results. */
export function idsIn(frames: readonly WatchedFrame[]): Set<number> {
  return new Set(frames.flatMap(({ faces }) => faces.map(({ id }) => id)));
}
