import { ApiLiteError } from '../contract/errors.ts';
import { type AnimatedType, animatedType } from './animated-type.ts';
import { BitmapPicture } from './bitmap-picture.ts';
import { beginningOf, forgetBytes, takeBytes } from './blob-bytes.ts';
import { canvasContext } from './canvas.ts';
import type { Orientation } from './exif-orientation.ts';
import { containerOf } from './file-chunks.ts';
import { intactWebp } from './intact-webp.ts';
import { MAX_DECODED_PIXELS, MAX_FRAME_SIDE, MAX_PICTURE_BYTES } from './limits.ts';
import { checkHeader } from './open-picture.ts';
import { orientedPicture } from './oriented-picture.ts';
import type { Picture } from './picture.ts';
import { takeOrientation } from './stored-orientation.ts';
import type { VideoInfo } from './taken-frame.ts';
import { UnusableMediumError } from './unusable-medium.ts';

/** Bytes by which a file tells its format. */
const SIGNATURE_BYTES = 128;

/** A frame costs as much as one of so many pixels, however small it is. */
const MIN_FRAME_PIXELS = 320 * 240;

/** How long browsers show a frame that has no duration, in seconds. */
const DEFAULT_FRAME_SECONDS = 0.1;

const MICROSECONDS = 1e6;

/** A frame, upright. */
export interface AnimationFrame {
  /** Seconds from the beginning. */
  time: number;
  picture: Picture;
}

/** Where a frame begins and ends, in seconds. */
interface FrameSpan {
  index: number;
  start: number;
  end: number;
}

/** The bytes of a picture that says it has several frames, and their type; undefined if it stands still. */
export async function animationIn(
  blob: Blob,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: AnimatedType } | undefined> {
  if (blob.size > MAX_PICTURE_BYTES) return undefined;
  const head = await beginningOf(blob, SIGNATURE_BYTES);
  if (!containerOf(head)) return undefined;
  const bytes = await takeBytes(blob);
  const type = animatedType(bytes);
  return type && { bytes, type };
}

/** A GIF, WebP, PNG or AVIF of several frames; close it to free its decoder. */
export class AnimatedPicture {
  readonly #decoder: ImageDecoder;
  readonly #orientation: Orientation;
  readonly #count: number;
  /** Frames that the budget reaches: each builds on those before it. */
  readonly #reach: number;
  /** Pixels, as stored. */
  readonly #size: { width: number; height: number };
  #last: FrameSpan | undefined;
  #isDamaged = false;

  private constructor(
    decoder: ImageDecoder,
    orientation: Orientation,
    count: number,
    size: { width: number; height: number },
  ) {
    this.#decoder = decoder;
    this.#orientation = orientation;
    this.#count = count;
    this.#size = size;
    const pixels = Math.max(size.width * size.height, MIN_FRAME_PIXELS);
    const affordable = Math.floor(MAX_DECODED_PIXELS / pixels);
    this.#reach = Math.min(count, Math.max(1, affordable));
  }

  /**
   * Opens a picture that has several frames; undefined if it has one.
   *
   * @throws {UnusableMediumError} if it is damaged, or this browser can't take it apart.
   * @throws {ApiLiteError} BPE-002003 if it exceeds a limit of pictures.
   */
  static async open(blob: Blob): Promise<AnimatedPicture | undefined> {
    const animation = await animationIn(blob);
    if (!animation) return undefined;
    const { width, height } = await checkHeader(blob);
    forgetBytes(blob);
    const { type, bytes } = animation;
    await checkDecodable(type);
    const orientation = takeOrientation(bytes);
    const data = type === 'image/webp' ? intactWebp(bytes) : bytes;
    const decoder = new ImageDecoder({ data, type, colorSpaceConversion: 'none', preferAnimation: true });
    try {
      await Promise.all([decoder.tracks.ready, decoder.completed]);
      const count = decoder.tracks.selectedTrack?.frameCount ?? 0;
      if (count > 1) return new AnimatedPicture(decoder, orientation, count, { width, height });
    } catch (cause) {
      throw new UnusableMediumError(`is ${NAMES[type]} that is damaged or cut short`, { cause });
    }
    decoder.close();
    return undefined;
  }

  /** How many frames {@link frames} gives of `count` that are wanted. */
  framesOf(count: number): number {
    return Math.min(count, this.#reach);
  }

  /**
   * Decodes up to `count` frames spread over the picture, one at a time.
   *
   * @throws {UnusableMediumError} if no frame can be decoded.
   */
  async *frames(count: number, signal?: AbortSignal): AsyncGenerator<AnimationFrame> {
    const wanted = this.framesOf(count);
    for (let part = 0; part < wanted; part++) {
      const picture = await this.#decode(Math.floor((part * this.#reach) / wanted));
      signal?.throwIfAborted();
      // Frames before damaged ones are good.
      if (!picture) return;
      yield { time: this.#last?.start ?? 0, picture };
    }
    // It tells where the end is.
    (await this.#decode(this.#reach - 1))?.close();
  }

  /** What is known of it, as of a video, once its frames were decoded. */
  info(): VideoInfo {
    const { index, end } = this.#last ?? { index: 0, end: 0 };
    const framesPerSecond = end > 0 ? (index + 1) / end : 0;
    // What the budget does not reach goes on like the rest; what is damaged is not there.
    const isLonger = !this.#isDamaged && index + 1 < this.#count;
    return { duration: isLonger ? this.#count / framesPerSecond : end, framesPerSecond, ...this.#size };
  }

  close(): void {
    this.#decoder.close();
  }

  /** Undefined if the frame is damaged: no other can be decoded then. */
  async #decode(index: number): Promise<Picture | undefined> {
    try {
      const { image } = await this.#decoder.decode({ frameIndex: index });
      const told = image.timestamp / MICROSECONDS;
      const start = Math.max(told > 0 ? told : index * DEFAULT_FRAME_SECONDS, this.#last?.start ?? 0);
      const seconds = (image.duration ?? 0) / MICROSECONDS;
      this.#last = { index, start, end: start + (seconds > 0 ? seconds : DEFAULT_FRAME_SECONDS) };
      return orientedPicture(await BitmapPicture.of(drawn(image), { isAsStored: true }), this.#orientation);
    } catch (cause) {
      if (cause instanceof ApiLiteError) throw cause;
      if (!this.#last) {
        throw new UnusableMediumError('is an animated picture whose frames are damaged', { cause });
      }
      this.#isDamaged = true;
      return undefined;
    }
  }
}

const NAMES: Record<AnimatedType, string> = {
  'image/gif': 'an animated GIF',
  'image/webp': 'an animated WebP',
  'image/png': 'an animated PNG',
  'image/avif': 'an animated AVIF',
};

/** @throws {UnusableMediumError} if this browser can't take it apart. */
async function checkDecodable(type: AnimatedType): Promise<void> {
  if (typeof ImageDecoder !== 'undefined' && (await ImageDecoder.isTypeSupported(type))) return;
  throw new UnusableMediumError(
    `is ${NAMES[type]}, and this browser has no ImageDecoder for its frames: send a video (MP4, WebM) or a still picture`,
  );
}

/** The frame's pixels, scaled down if it is very large; the frame is closed. */
function drawn(image: VideoFrame): ImageBitmap {
  const { displayWidth, displayHeight } = image;
  const scale = Math.min(1, MAX_FRAME_SIDE / Math.max(displayWidth, displayHeight));
  const width = Math.max(1, Math.round(displayWidth * scale));
  const height = Math.max(1, Math.round(displayHeight * scale));
  const context = canvasContext(width, height, { willReadFrequently: true });
  context.drawImage(image, 0, 0, width, height);
  image.close();
  return context.canvas.transferToImageBitmap();
}
