import { ApiLiteError } from '../contract/errors.ts';
import { affordableTimes, evenTimes } from './frame-times.ts';
import { GuardedSource } from './guarded-source.ts';
import { intactMp4 } from './intact-mp4.ts';
import { intactWebm } from './intact-webm.ts';
import { MAX_DECODED_PIXELS } from './limits.ts';
import { takeFrame } from './take-frame.ts';
import type { VideoFrameTaken, VideoInfo } from './taken-frame.ts';
import { UnusableMediumError } from './unusable-medium.ts';
import { ALL_FORMATS, EncodedPacketSink, Input, VideoSampleSink } from './video-library.ts';
import { checkDecodable, heldUntil, isCutShort, pictureTrack } from './video-track.ts';

/** With two thirds of the wanted frames on key frames, the rest is not worth its decoding. */
const ENOUGH_KEY_FRAMES = 2 / 3;

/** Packets read to know the frame rate: more than any camera's start-up irregularities. */
const FRAME_RATE_PACKETS = 240;

/** An opened video; close it to free its decoder and buffers. */
export class Video {
  readonly info: VideoInfo;
  readonly #opened: { input: Input; guarded: GuardedSource };
  readonly #packets: EncodedPacketSink;
  readonly #samples: VideoSampleSink;
  readonly #firstTime: number;

  private constructor(
    opened: { input: Input; guarded: GuardedSource },
    packets: EncodedPacketSink,
    samples: VideoSampleSink,
    info: VideoInfo,
    firstTime: number,
  ) {
    this.#opened = opened;
    this.#packets = packets;
    this.#samples = samples;
    this.#firstTime = firstTime;
    this.info = info;
  }

  /**
   * Reads the container; it decodes nothing yet.
   *
   * @throws {UnusableMediumError} if the container can't be read, has no picture track or no frames, is cut
   * short, or the browser can't decode its codec.
   */
  static async open(blob: Blob): Promise<Video> {
    const guarded = new GuardedSource(await intactMp4(await intactWebm(blob)));
    const input = new Input({ source: guarded.source, formats: ALL_FORMATS });
    try {
      const track = await pictureTrack(input);
      await checkDecodable(track);
      const packets = new EncodedPacketSink(track);
      const isCut = await isCutShort(packets, blob);
      const [firstTime, listedEnd, stats, width, height] = await Promise.all([
        track.getFirstTimestamp(),
        track.computeDuration(),
        track.computePacketStats(FRAME_RATE_PACKETS),
        track.getCodedWidth(),
        track.getCodedHeight(),
      ]);
      // What lies before the beginning is there to decode from, not to be shown.
      const begin = Math.max(0, firstTime);
      const end = isCut ? await heldUntil(packets, begin, listedEnd) : listedEnd;
      // A single frame has no rate.
      const framesPerSecond = Number.isFinite(stats.averagePacketRate) ? stats.averagePacketRate : 0;
      const info = { duration: Math.max(0, end - begin), framesPerSecond, width, height };
      const samples = new VideoSampleSink(track);
      return new Video({ input, guarded }, packets, samples, info, begin);
    } catch (error) {
      guarded.close();
      input.dispose();
      throw error;
    }
  }

  /**
   * Decodes up to `count` frames spread over the video, one at a time: it holds no frame that was taken. Key frames are
   * preferred, and a budget bounds the decoding. Closed, it ends.
   *
   * @throws {UnusableMediumError} if no frame can be decoded.
   */
  async *frames(count: number): AsyncGenerator<VideoFrameTaken> {
    const times = await this.#times(count);
    let lastTime = Number.NEGATIVE_INFINITY;
    let failure: unknown;
    try {
      for await (const sample of this.#samples.samplesAtTimestamps(times)) {
        if (sample === null) continue;
        const time = sample.timestamp;
        if (time <= lastTime) {
          sample.close();
          continue;
        }
        const frame = await takeFrame(sample).finally(() => sample.close());
        lastTime = time;
        yield { time: time - this.#firstTime, frame };
      }
    } catch (error) {
      // The browser's own failure, not the frame's.
      if (error instanceof ApiLiteError) throw error;
      failure = error;
    }
    // Frames before damaged ones are good; only a video without any is unusable.
    if (lastTime === Number.NEGATIVE_INFINITY) {
      throw new UnusableMediumError('is a video whose frames are damaged', { cause: failure });
    }
  }

  close(): void {
    this.#opened.guarded.close();
    this.#opened.input.dispose();
  }

  async #times(count: number): Promise<number[]> {
    const wanted: { time: number; keyTime: number }[] = [];
    for (const time of evenTimes(this.#firstTime, this.info.duration, count)) {
      // The container marks pictures of open groups too, which Chromium's decoders can't start from.
      const key = await this.#packets.getKeyPacket(time, { verifyKeyPackets: true });
      wanted.push({ time, keyTime: key?.timestamp ?? this.#firstTime });
    }
    return affordableTimes(wanted, {
      framesPerSecond: this.info.framesPerSecond,
      frames: MAX_DECODED_PIXELS / (this.info.width * this.info.height),
      enoughKeyFrames: Math.ceil(count * ENOUGH_KEY_FRAMES),
    });
  }
}
