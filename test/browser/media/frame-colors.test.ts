import { afterEach, describe, expect, test } from 'vitest';
import { leaveOutUnknownColors } from '../../../src/media/frame-colors.ts';
import { Video } from '../../../src/media/video.ts';
import { makeVideo } from '../../support/videos.ts';

const own = Object.getOwnPropertyDescriptor(VideoFrame.prototype, 'colorSpace') as PropertyDescriptor;

afterEach(() => {
  Object.defineProperty(VideoFrame.prototype, 'colorSpace', own);
});

/** Frames say of their colours what WebKit's do: no frame can be made here that would. */
function sayOfColors(colors: Record<string, unknown>): void {
  Object.defineProperty(VideoFrame.prototype, 'colorSpace', { ...own, get: () => colors });
}

const clip = await makeVideo(() => undefined);

async function countFrames(): Promise<number> {
  const video = await Video.open(clip);
  let frames = 0;
  for await (const _ of video.frames(4)) frames++;
  video.close();
  return frames;
}

describe.each([
  { primaries: 'unspecified', transfer: null, matrix: null, fullRange: null },
  { primaries: 'bt709', transfer: 'unspecified', matrix: 'bt709', fullRange: false },
  { primaries: 'smpte240m', transfer: 'smpte240m', matrix: 'smpte240m', fullRange: false },
])('colours that the video library does not know: %j', (colors) => {
  test('stop it', async () => {
    sayOfColors(colors);
    await expect(countFrames()).rejects.toThrow('whose frames are damaged');
  });

  test('are left out, and the video is decoded', async () => {
    sayOfColors(colors);
    leaveOutUnknownColors();
    expect(await countFrames()).toBe(4);
  });
});

test('colours that it knows are kept', () => {
  const colors = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false };
  sayOfColors(colors);
  leaveOutUnknownColors();
  const canvas = new OffscreenCanvas(2, 2);
  canvas.getContext('2d');
  const frame = new VideoFrame(canvas, { timestamp: 0 });
  expect(frame.colorSpace).toBe(colors);
  frame.close();
});
