import { describe, expect, test } from 'vitest';
import { wholeOf } from '../../../src/media/geometry.ts';
import { liveFrame } from '../../../src/media/live-frame.ts';
import { PlanarPicture } from '../../../src/media/planar-picture.ts';

const WIDTH = 64;
const HEIGHT = 48;

/** A frame of a canvas, whose right half has this opacity. */
function frameOf(opacity: number, settings: Partial<VideoFrameInit> = {}): VideoFrame {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas');
  context.fillStyle = 'rgb(200 100 50)';
  context.fillRect(0, 0, WIDTH / 2, HEIGHT);
  context.fillStyle = `rgb(20 150 250 / ${opacity})`;
  context.fillRect(WIDTH / 2, 0, WIDTH / 2, HEIGHT);
  return new VideoFrame(canvas, { timestamp: 0, ...settings });
}

async function coloursOf(frame: VideoFrame): Promise<number[][] | undefined> {
  const picture = await liveFrame(frame);
  frame.close();
  if (!picture) return undefined;
  const { data, width, height } = picture.read(wholeOf(picture), WIDTH, HEIGHT);
  const at = (x: number) => [
    ...data.slice(4 * ((height / 2) * width + x), 4 * ((height / 2) * width + x) + 3),
  ];
  return [at(8), at(WIDTH - 8)];
}

describe('a frame of live video', () => {
  test('that holds pixels gives them as they are', async () => {
    expect(await coloursOf(frameOf(1))).toEqual([
      [200, 100, 50],
      [20, 150, 250],
    ]);
  });

  test('that is translucent somewhere is left to be drawn', async () => {
    expect(await coloursOf(frameOf(0.5))).toBeUndefined();
  });

  test('that holds planes, as a camera’s does, is read from them', async () => {
    const luma = WIDTH * HEIGHT;
    const planes = new Uint8Array(1.5 * luma).fill(128).fill(235, 0, luma);
    const frame = new VideoFrame(planes, {
      format: 'I420',
      codedWidth: WIDTH,
      codedHeight: HEIGHT,
      timestamp: 0,
      colorSpace: { matrix: 'bt709', fullRange: false },
    });
    expect(await liveFrame(frame)).toBeInstanceOf(PlanarPicture);
    expect(await coloursOf(frame)).toEqual([
      [255, 255, 255],
      [255, 255, 255],
    ]);
  });

  test('of which a part is shown gives that part', async () => {
    const picture = await liveFrame(
      frameOf(1, { visibleRect: { x: WIDTH / 2, y: 0, width: 16, height: 8 } }),
    );
    expect(picture).toMatchObject({ width: 16, height: 8 });
    const { data } = picture?.read({ x: 0, y: 0, width: 16, height: 8 }, 16, 8) ?? { data: [] };
    expect([...data.slice(0, 3)]).toEqual([20, 150, 250]);
  });
});
