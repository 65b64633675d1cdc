import {
  AudioBufferSource,
  BufferTarget,
  CanvasSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  type Rotation,
  type VideoCodec,
  WebMOutputFormat,
} from 'mediabunny';

export interface VideoOptions {
  codec?: VideoCodec;
  container?: 'mp4' | 'webm';
  /** Pixels as stored. */
  width?: number;
  height?: number;
  seconds?: number;
  framesPerSecond?: number;
  /** Seconds between key frames. */
  keyFrameInterval?: number;
  /** Degrees clockwise that a player is to turn the frames by. */
  rotation?: Rotation;
  /** Where an mp4's index stands: at the front (`in-memory`), at the end (`false`), or before each piece. */
  fastStart?: 'in-memory' | 'fragmented' | false;
}

/** Encodes a video in which every frame is drawn by `draw`. */
export async function makeVideo(
  draw: (context: OffscreenCanvasRenderingContext2D, frame: number) => void,
  options: VideoOptions = {},
): Promise<Blob> {
  const { codec = 'vp9', container = 'mp4', width = 640, height = 480 } = options;
  const { seconds = 2, framesPerSecond = 10, keyFrameInterval = 1 } = options;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  const format =
    container === 'webm'
      ? new WebMOutputFormat()
      : new Mp4OutputFormat({ fastStart: options.fastStart ?? 'in-memory' });
  const output = new Output({ format, target: new BufferTarget() });
  const source = new CanvasSource(canvas, { codec, bitrate: 4_000_000, keyFrameInterval });
  output.addVideoTrack(source, { rotation: options.rotation ?? 0 });
  await output.start();
  for (let frame = 0; frame < seconds * framesPerSecond; frame++) {
    draw(context, frame);
    await source.add(frame / framesPerSecond, 1 / framesPerSecond);
  }
  await output.finalize();
  return new Blob([output.target.buffer ?? new ArrayBuffer(0)], { type: output.format.mimeType });
}

/** How high the strips are that a picture is drawn in. */
const STRIP = 4;

/**
 * Draws a picture in the middle of every frame, swaying a little, on grey. Its rows move against each other more and
 * more, as no flat picture's do: liveness takes what only sways for a photo.
 */
export function showing(
  picture: ImageBitmap,
  scale = 1,
): (context: OffscreenCanvasRenderingContext2D, frame: number) => void {
  return (context, frame) => {
    const { width, height } = context.canvas;
    context.fillStyle = '#777';
    context.fillRect(0, 0, width, height);
    const fit = scale * Math.min(width / picture.width, height / picture.height);
    const sway = 4 * Math.sin(frame / 3);
    const left = (width - picture.width * fit) / 2 + sway;
    const top = (height - picture.height * fit) / 2;
    const bend = Math.min(0.0025 * frame, 0.08) * picture.width * fit;
    for (let row = 0; row < picture.height; row += STRIP) {
      const shift = bend * Math.sin((9 * row) / picture.height);
      const place = [left + shift, top + row * fit, picture.width * fit, STRIP * fit + 1] as const;
      context.drawImage(picture, 0, row, picture.width, STRIP, ...place);
    }
  };
}

/** An mp4 that says its frames are HEVC of a profile no browser decodes; they hold nothing. */
export async function undecodableVideo(): Promise<Blob> {
  const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() });
  const source = new EncodedVideoPacketSource('hevc');
  output.addVideoTrack(source);
  await output.start();
  const decoderConfig = {
    codec: 'hvc1.4.10.L186.B0',
    codedWidth: 640,
    codedHeight: 480,
    // The 23 bytes of an HEVC configuration record without parameter sets.
    description: new Uint8Array([
      1,
      4,
      ...new Array<number>(10).fill(0),
      186,
      240,
      0,
      252,
      253,
      248,
      248,
      0,
      0,
      15,
      0,
    ]),
  };
  for (let frame = 0; frame < 5; frame++) {
    const packet = new EncodedPacket(
      new Uint8Array([0, 0, 0, 1, 0]),
      frame === 0 ? 'key' : 'delta',
      frame / 5,
      0.2,
    );
    await source.add(packet, { decoderConfig });
  }
  await output.finalize();
  return new Blob([output.target.buffer ?? new ArrayBuffer(0)]);
}

/** What a recorder leaves that was stopped before it wrote a frame: an index of a track, and nothing in it. */
export async function videoWithoutFrames(): Promise<Blob> {
  const video = await makeVideo(() => undefined, { fastStart: 'fragmented' });
  const text = new TextDecoder('latin1').decode(await video.arrayBuffer());
  return video.slice(0, text.indexOf('moof') - 4);
}

/** A sound file in an mp4: a track without pictures. */
export async function soundOnly(): Promise<Blob> {
  const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() });
  const source = new AudioBufferSource({ codec: 'opus', bitrate: 64_000 });
  output.addAudioTrack(source);
  await output.start();
  await source.add(new AudioBuffer({ length: 48_000, sampleRate: 48_000 }));
  await output.finalize();
  return new Blob([output.target.buffer ?? new ArrayBuffer(0)], { type: 'video/mp4' });
}
