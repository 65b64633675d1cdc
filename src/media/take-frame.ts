import type { VideoSample } from 'mediabunny';
import { canvasContext } from './canvas.ts';
import { MAX_FRAME_SIDE } from './limits.ts';
import { newMemory } from './spare-memory.ts';
import { takePlanes } from './take-planes.ts';
import type { TakenFrame } from './taken-frame.ts';

/**
 * What a decoded frame holds. Of a frame that lies in main memory as planes no more pixels are made than are read: to
 * draw one of 1080p takes longer than all models together.
 */
export async function takeFrame(sample: VideoSample): Promise<TakenFrame> {
  const taken = await takePlanes(sample, newMemory);
  return taken?.frame ?? { bitmap: drawUpright(sample).transferToImageBitmap() };
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
