import { getEncodableVideoCodecs } from 'mediabunny';
import { describe, expect, test, vi } from 'vitest';
import { framePicture } from '../../../src/media/frame-picture.ts';
import type { VideoPicture } from '../../../src/media/open-video.ts';
import { Video } from '../../../src/media/video.ts';
import { makeVideo, undecodableVideo } from '../../support/videos.ts';

/** Tells a frame by its brightness, and its top left corner by its colour. */
function numbered(context: OffscreenCanvasRenderingContext2D, frame: number): void {
  const { width, height } = context.canvas;
  const grey = 20 + frame * 10;
  context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'red';
  context.fillRect(0, 0, width / 4, height / 4);
}

async function framesOf(blob: Blob, count: number): Promise<VideoPicture[]> {
  const video = await Video.open(blob);
  const frames: VideoPicture[] = [];
  try {
    for await (const { time, frame } of video.frames(count)) {
      frames.push({ time, picture: await framePicture(frame) });
    }
  } finally {
    video.close();
  }
  return frames;
}

function pixel({ picture }: VideoPicture, x: number, y: number): number[] {
  const { width, height } = picture;
  return [...picture.read({ x: x * width, y: y * height, width: 1, height: 1 }, 1, 1).data];
}

const codecs = await getEncodableVideoCodecs(['avc', 'vp8', 'vp9', 'av1'], { width: 320, height: 240 });
console.info(`Codecs this browser encodes, and are tested: ${codecs.join(', ')}`);

describe('a video', () => {
  test.each(codecs)('in the codec %s states what it is and decodes', async (codec) => {
    const container = codec === 'vp8' ? 'webm' : 'mp4';
    const blob = await makeVideo(numbered, { codec, container, width: 320, height: 240, seconds: 2 });
    const video = await Video.open(blob);
    // A WebM does not tell how long its last frame is shown.
    expect(video.info.duration).toBeGreaterThan(1.85);
    expect(video.info.duration).toBeLessThan(2.05);
    expect(video.info.framesPerSecond).toBeGreaterThan(9);
    expect(video.info.framesPerSecond).toBeLessThan(11);
    expect(video.info).toMatchObject({ width: 320, height: 240 });
    video.close();
    expect((await framesOf(blob, 4)).length).toBeGreaterThanOrEqual(2);
  });

  test('gives frames spread over its duration, in order', async () => {
    const frames = await framesOf(await makeVideo(numbered, { keyFrameInterval: 10 }), 4);
    expect(frames.map(({ time }) => time)).toEqual(
      [0.2, 0.7, 1.2, 1.7].map((time) => expect.closeTo(time, 1)),
    );
    const greys = frames.map((frame) => pixel(frame, 0.8, 0.8)[0] ?? 0);
    expect(greys).toEqual([...greys].sort((a, b) => a - b));
    expect(new Set(greys).size).toBe(4);
  });

  test('gives key frames if they are frequent', async () => {
    const frames = await framesOf(await makeVideo(numbered, { keyFrameInterval: 0.5 }), 4);
    expect(frames.map(({ time }) => time)).toEqual([0, 0.5, 1, 1.5].map((time) => expect.closeTo(time, 2)));
  });

  test('that is to be turned comes upright, while its size is told as stored', async () => {
    const blob = await makeVideo(numbered, { width: 320, height: 240, rotation: 90 });
    const video = await Video.open(blob);
    expect(video.info).toMatchObject({ width: 320, height: 240 });
    video.close();
    const [frame] = await framesOf(blob, 1);
    if (!frame) throw new Error('No frame');
    expect([frame.picture.width, frame.picture.height]).toEqual([240, 320]);
    // Turned clockwise, the red corner has come from the top left to the top right.
    const [red = 0, green = 255] = pixel(frame, 0.9, 0.1);
    expect(red - green).toBeGreaterThan(100);
  });

  test('that claims a size of nothing is refused, and nothing is told to the console', async () => {
    const told = vi.spyOn(console, 'error');
    const blob = await makeVideo(numbered, { codec: 'vp9', container: 'mp4', width: 320, height: 240 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    for (let at = 0; at < bytes.length; at++) {
      if ([1, 64, 0, 240].every((byte, i) => bytes[at + i] === byte)) bytes.fill(0, at, at + 4);
    }
    await expect(Video.open(new Blob([bytes]))).rejects.toThrow("this browser can't decode");
    expect(told).not.toHaveBeenCalled();
    told.mockRestore();
  });

  test('cut short behind its index is refused', async () => {
    const blob = await makeVideo(numbered, { fastStart: 'in-memory' });
    await expect(Video.open(blob.slice(0, blob.size * 0.7))).rejects.toThrow('is cut short');
  });

  test('cut short before its index is refused', async () => {
    const blob = await makeVideo(numbered, { fastStart: false });
    await expect(Video.open(blob.slice(0, blob.size * 0.5))).rejects.toThrow('cut short');
  });

  test('of garbage behind a good beginning is refused', async () => {
    const blob = await makeVideo(numbered);
    const garbage = new Blob([blob.slice(0, 32), new Uint8Array(5000).fill(7)]);
    await expect(Video.open(garbage)).rejects.toThrow(/container|picture track/);
  });

  test('in a codec the browser lacks is refused by the name of the codec', async () => {
    await expect(Video.open(await undecodableVideo())).rejects.toThrow(
      /codec hevc .* this browser can't decode/,
    );
  });

  test('in a browser without WebCodecs is refused by the name of its codec', async () => {
    const blob = await makeVideo(numbered, { codec: 'vp9' });
    const decoder = globalThis.VideoDecoder;
    try {
      Reflect.deleteProperty(globalThis, 'VideoDecoder');
      await expect(Video.open(blob)).rejects.toThrow(/codec vp9.*no WebCodecs/);
    } finally {
      globalThis.VideoDecoder = decoder;
    }
  });

  test('ends when it is closed in the middle', async () => {
    const video = await Video.open(await makeVideo(numbered));
    const frames = video.frames(4);
    await frames.next();
    video.close();
    expect(await frames.next()).toEqual({ done: true, value: undefined });
  });
});
