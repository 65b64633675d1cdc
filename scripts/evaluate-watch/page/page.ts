// The page in headless Chromium that `npm run evaluate:watch` measures in: the library as an app uses it.
import { ALL_FORMATS, BlobSource, CanvasSink, Input } from 'mediabunny';
import { createEngine, type Face, type FaceEngine, type WatchedFace } from '../../../src/index.ts';
import type { MeasuringPage } from '../../measuring/measuring-page.ts';

/** Frames of a video that are looked at: three or four seconds. */
const MAX_FRAMES = 100;

/** Longest side of the frames: that of a webcam's. */
const SIDE = 640;

/** How the following of one video went. */
export interface WatchMeasurement {
  frames: number;
  /** Frames in which a look at the whole frame finds a face, */
  found: number;
  /** and those of them in which none was followed. */
  lost: number;
  /** Names that the largest face had. */
  ids: number;
  /** How far the followed face's points are from those found in the frame by itself, on the mean, in eye distances. */
  distances: number[];
  /** Degrees between the pose by five points and that by the pack's model; none without the model. */
  yaw: number[];
  pitch: number[];
  /** Milliseconds for a frame. */
  alone: number;
  followed: number;
}

let engine: FaceEngine;

async function start(models: string): Promise<string> {
  engine = await createEngine({ models, cache: false });
  await engine.load();
  return (await engine.version()).tfss;
}

async function measure(address: string): Promise<WatchMeasurement> {
  const frames = await framesOf(address);
  await engine.faces(frames[0] as ImageBitmap);
  const alone: (Face | undefined)[] = [];
  let begun = performance.now();
  for (const frame of frames) alone.push((await engine.faces(frame))[0]);
  const timeAlone = performance.now() - begun;
  begun = performance.now();
  const followed = await largestIn(engine.watch(frames, { eyes: false }));
  const timeFollowed = performance.now() - begun;
  const measured = await largestIn(engine.watch(frames, { quality: true }));
  const both = alone.flatMap((face, at) => {
    const [watched, model] = [followed[at], measured[at]];
    return face && watched && model ? { face, watched, model } : [];
  });
  const hasModel = both.some(({ model }) => model.quality?.headPoseYaw !== undefined);
  const differences = (angle: 'yaw' | 'pitch') =>
    hasModel ? both.map(({ watched, model }) => Math.abs(watched.pose[angle] - model.pose[angle])) : [];
  return {
    frames: frames.length,
    found: alone.filter(Boolean).length,
    lost: alone.filter((face, at) => face && !followed[at]).length,
    ids: new Set(followed.flatMap((face) => face?.id ?? [])).size,
    distances: both.map(({ face, watched }) => distance(face, watched)),
    yaw: differences('yaw'),
    pitch: differences('pitch'),
    alone: timeAlone / frames.length,
    followed: timeFollowed / frames.length,
  };
}

async function framesOf(address: string): Promise<ImageBitmap[]> {
  const source = new BlobSource(await (await fetch(address)).blob());
  const track = await new Input({ source, formats: ALL_FORMATS }).getPrimaryVideoTrack();
  if (!track) throw new Error('The file has no video');
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  const scale = Math.min(1, SIDE / Math.max(width, height));
  const sink = new CanvasSink(track, { width: Math.round(width * scale) });
  const frames: ImageBitmap[] = [];
  for await (const { canvas } of sink.canvases()) {
    frames.push(await createImageBitmap(canvas));
    if (frames.length === MAX_FRAMES) break;
  }
  return frames;
}

async function largestIn(watch: ReturnType<FaceEngine['watch']>): Promise<(WatchedFace | undefined)[]> {
  const largest: (WatchedFace | undefined)[] = [];
  for await (const { faces } of watch) largest.push(faces[0]);
  return largest;
}

function distance({ points }: Face, watched: WatchedFace): number {
  const [left, right] = points;
  const sum = points.reduce((total, { x, y }, at) => {
    const other = watched.points[at] ?? { x, y };
    return total + Math.hypot(x - other.x, y - other.y);
  }, 0);
  return sum / points.length / Math.hypot(left.x - right.x, left.y - right.y);
}

globalThis.measuringPage = { start, measure } satisfies MeasuringPage<WatchMeasurement>;
