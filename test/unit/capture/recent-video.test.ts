import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RecentVideo } from '../../../src/capture/recent-video.ts';

/** A recorder whose file says when it began and ended, in seconds. */
class Recorder extends EventTarget {
  static isTypeSupported = (type: string) => type === 'video/mp4';
  state = 'inactive';
  readonly mimeType: string;
  #began = 0;

  constructor(_stream: MediaStream, { mimeType }: MediaRecorderOptions) {
    super();
    this.mimeType = mimeType ?? '';
  }

  start() {
    this.#began = Date.now();
    this.state = 'recording';
  }

  stop() {
    this.state = 'inactive';
    const data = new Blob([`${this.#began / 1000} to ${Date.now() / 1000}`]);
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data }));
    this.dispatchEvent(new Event('stop'));
  }
}

const STREAM = {} as MediaStream;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  vi.stubGlobal('MediaRecorder', Recorder);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.for([
  [3, '0 to 3'],
  [7, '0 to 7'],
  [11, '5 to 11'],
  [19, '10 to 19'],
] as const)('after %i seconds, the last five or more are a file of their own', async ([after, span]) => {
  const recent = new RecentVideo(STREAM, 5);
  vi.advanceTimersByTime(1000 * after);
  const video = await recent.take();
  expect(await video?.text()).toBe(span);
  expect(video?.type).toBe('video/mp4');
  expect(vi.getTimerCount()).toBe(0);
});

test('where a browser can’t record there is none', async () => {
  vi.stubGlobal('MediaRecorder', undefined);
  const recent = new RecentVideo(STREAM, 5);
  expect(await recent.take()).toBeUndefined();
  recent.discard();
  expect(vi.getTimerCount()).toBe(0);
});
