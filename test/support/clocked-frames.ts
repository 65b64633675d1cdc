import { ALL_FORMATS, BlobSource, CanvasSink, Input } from 'mediabunny';

/** Width of the frames: that of a webcam's. */
const WIDTH = 640;

/**
 * Frames of a video file as a camera gives them, with their times.
 *
 * @param from Seconds into the file; `to` likewise.
 * @param offset Seconds added to their times.
 */
export async function* clockedFrames(
  blob: Blob,
  { from = 0, to = Number.POSITIVE_INFINITY, offset = 0 } = {},
): AsyncGenerator<VideoFrame> {
  const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('The file has no video');
  for await (const { canvas, timestamp } of new CanvasSink(track, { width: WIDTH }).canvases(from, to)) {
    yield new VideoFrame(canvas, { timestamp: Math.round((timestamp + offset) * 1e6) });
  }
}
