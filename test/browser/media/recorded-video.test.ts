import { describe, expect, inject, test, vi } from 'vitest';
import { MAX_DECODED_PIXELS } from '../../../src/media/limits.ts';
import { Video } from '../../../src/media/video.ts';
import { hasShared } from '../../support/pictures.ts';

/** Videos as recorders and ffmpeg write them; those of this package's own libraries are in video.test.ts. */

const HAS_FFMPEG = inject('hasFfmpeg');
if (!HAS_FFMPEG) console.info('Some tests here are skipped: there is no ffmpeg (apt-get install ffmpeg).');

/** Of the videos that ffmpeg makes of its pattern. */
const ALL_FRAMES = 150;

async function fetched(path: string): Promise<Blob> {
  const response = await fetch(`/test-data/${path}`);
  if (!response.ok) throw new Error(`There is no ${path}`);
  return response.blob();
}

/** What a video says of itself, and the seconds of the frames looked at. */
async function lookedAt(blob: Blob) {
  const video = await Video.open(blob);
  const times: number[] = [];
  try {
    for await (const { time } of video.frames(12)) times.push(time);
  } finally {
    video.close();
  }
  return { ...video.info, times };
}

/** Records a canvas of changing colour; its left edge, in pixels, may be transparent. */
async function recorded(mimeType: string, milliseconds: number, edge = 0): Promise<Blob> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [320, 240];
  const context = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((resolve) => {
    recorder.onstop = resolve;
  });
  recorder.start(100);
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    if (context) context.fillStyle = `hsl(${performance.now() / 5} 80% 50%)`;
    context?.fillRect(edge, 0, 320, 240);
    await new Promise(requestAnimationFrame);
  }
  recorder.stop();
  await stopped;
  return new Blob(parts, { type: mimeType });
}

const RECORDED = [
  'video/webm;codecs=vp8',
  'video/webm;codecs=vp9',
  'video/webm;codecs=av1',
  'video/webm;codecs=h264',
  'video/mp4',
  'video/mp4;codecs=vp9',
  'video/mp4;codecs=av01',
  'video/mp4;codecs=avc1.42E01E',
].filter((type) => MediaRecorder.isTypeSupported(type));
console.info(`Types this browser records, and are tested: ${RECORDED.join(', ')}`);

describe('a recording of this browser', () => {
  test.each(RECORDED)('as %s is looked at, whole and cut short', async (type) => {
    const blob = await recorded(type, 2000);
    const { duration, times } = await lookedAt(blob);
    expect(duration).toBeGreaterThan(0.5);
    expect(times.length).toBeGreaterThanOrEqual(4);
    for (const share of [0.6, 0.7, 0.8, 0.9]) {
      const cut = await lookedAt(blob.slice(0, Math.floor(blob.size * share)));
      expect(cut.times.length).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('a recording of a canvas that is transparent in part', () => {
  const types = RECORDED.filter((type) => /^video\/webm;codecs=vp[89]$/.test(type));

  test.each(types)('as %s is looked at without a worker, which a strict policy may refuse', async (type) => {
    const blob = await recorded(type, 1000, 20);
    const starting = vi.spyOn(globalThis, 'Worker');
    const { times } = await lookedAt(blob);
    expect(times.length).toBeGreaterThanOrEqual(4);
    expect(starting).not.toHaveBeenCalled();
    starting.mockRestore();
  });
});

describe.skipIf(!HAS_FFMPEG)('a video by ffmpeg', () => {
  /** What was written of these before an interruption is whole. */
  const piecewise = [
    'vp8.webm',
    'live-vp8.webm',
    'vp9.webm',
    'live-vp9.webm',
    'h264.mkv',
    'fragmented.mp4',
    'h264.m2ts',
  ];

  test.each([...piecewise, 'h264.mp4', 'h264.mov', 'open-group.mp4', 'variable-rate.mp4'])(
    '%s is looked at from beginning to end',
    async (name) => {
      const { duration, times } = await lookedAt(await fetched(`ffmpeg/${name}`));
      expect(duration).toBeGreaterThan(5.8);
      expect(duration).toBeLessThan(6.2);
      expect(times).toHaveLength(12);
      expect(times.at(-1)).toBeGreaterThan(5);
    },
  );

  test.each(piecewise)('%s that was cut short is looked at as far as it goes', async (name) => {
    const whole = await fetched(`ffmpeg/${name}`);
    for (const share of [0.4, 0.6, 0.9]) {
      const { times } = await lookedAt(whole.slice(0, Math.floor(whole.size * share)));
      // Parts of it take more bytes than others: where these end, the seconds need not.
      expect(times.at(-1)).toBeGreaterThan(6 * share - 2);
      expect(times.length).toBeGreaterThanOrEqual(8);
    }
  });

  test('is decoded without the frames that no other depends on', async () => {
    const decoding = vi.spyOn(VideoDecoder.prototype, 'decode');
    const { times } = await lookedAt(await fetched('ffmpeg/h264.mp4'));
    expect(times).toHaveLength(12);
    expect(decoding.mock.calls.length).toBeLessThan((3 / 4) * ALL_FRAMES);
    decoding.mockRestore();
  });

  test('of open groups is decoded no further than the budget goes', async () => {
    const decoding = vi.spyOn(VideoDecoder.prototype, 'decode');
    const { times, width, height } = await lookedAt(await fetched('ffmpeg/large-open-group.mp4'));
    expect(times).toHaveLength(12);
    expect(decoding.mock.calls.length).toBeLessThanOrEqual(MAX_DECODED_PIXELS / (width * height));
    decoding.mockRestore();
  });

  test.each([
    ['motion-jpeg.mov', 'Motion JPEG'],
    ['mpeg4.mp4', 'MPEG-4 Part 2'],
    ['h263.3gp', 'H.263'],
  ])('%s is refused by the name of its codec', async (name, codec) => {
    await expect(Video.open(await fetched(`ffmpeg/${name}`))).rejects.toThrow(
      `whose codec ${codec} this browser`,
    );
  });
});

describe.skipIf(!hasShared())('a video from the field', () => {
  test.each([
    ['mediarecorder-vp9.mp4', 'whose codec string has no level', 7],
    ['mediarecorder-cut60.webm', 'that was interrupted', 10],
    ['open-gop-cut.mp4', 'that begins in an open group', 12],
    ['h264-matrix-only.mp4', 'of a colour matrix alone', 12],
    ['one-frame.webm', 'of a single frame', 1],
  ])('%s, %s, is looked at', async (file, _what, frames) => {
    const { times, framesPerSecond } = await lookedAt(await fetched(`shared/cases/media/${file}`));
    expect(times.length).toBeGreaterThanOrEqual(frames);
    expect(framesPerSecond).not.toBeNaN();
  });
});
