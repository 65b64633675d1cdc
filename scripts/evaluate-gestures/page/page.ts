// The page in headless Chromium that `npm run evaluate:gestures` measures in: the library as an app uses it.
import { ALL_FORMATS, BlobSource, CanvasSink, Input } from 'mediabunny';
import { createEngine, type FaceEngine, type WatchedFace } from '../../../src/index.ts';
import type { Box } from '../../../src/media/geometry.ts';
import { type FaceShape, shapeOf } from '../../../src/vision/gestures/face-shape.ts';
import type { MeasuringPage } from '../../measuring/measuring-page.ts';
import { closedEyes, openMouth } from './painted-face.ts';
import { turnedPicture } from './turned-picture.ts';

/** Longest side of a video's frames: that of a webcam's. */
const SIDE = 640;

/** A hand and a head are never quite still: pixels that the same picture is shown off its place. */
const SWAY = [
  [0, 0],
  [3, 1],
  [-2, 2],
] as const;

/** What is made of a picture: degrees of a head that turns or nods, and how much larger one is that comes closer. */
const TURN = 40;
const NOD = 35;
const APPROACH = 1.4;

/** A face in a frame; null without one. */
interface SeenShape {
  /** Seconds. */
  time: number;
  shape: FaceShape | null;
}

/** What was measured of a file: a video's frames, or a picture as it is and as it is made to look. */
export interface GestureMeasurement {
  frames: SeenShape[];
  made: Partial<Record<string, FaceShape | null>>;
}

let engine: FaceEngine;

async function start(models: string): Promise<string> {
  engine = await createEngine({ models, cache: false });
  await engine.load();
  return (await engine.version()).tfss;
}

async function measure(address: string): Promise<GestureMeasurement> {
  const blob = await (await fetch(address)).blob();
  const picture = await createImageBitmap(blob).catch(() => undefined);
  return picture ? await measurePicture(picture, !address.endsWith('plain')) : await measureVideo(blob);
}

async function measureVideo(blob: Blob): Promise<GestureMeasurement> {
  const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('The file has no video');
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  const scale = Math.min(1, SIDE / Math.max(width, height));
  const times: number[] = [];
  async function* pictures() {
    const sink = new CanvasSink(track as NonNullable<typeof track>, { width: Math.round(width * scale) });
    for await (const { canvas, timestamp } of sink.canvases()) {
      times.push(timestamp);
      yield await createImageBitmap(canvas);
    }
  }
  const frames: SeenShape[] = [];
  for await (const { faces } of engine.watch(pictures(), { landmarks: true, transfer: true })) {
    frames.push({ time: times[frames.length] ?? Number.NaN, shape: faces[0] ? shapeOf(faces[0]) : null });
  }
  return { frames, made: {} };
}

async function measurePicture(picture: ImageBitmap, isChanged: boolean): Promise<GestureMeasurement> {
  const box = nearestMiddle(await engine.faces(picture), picture)?.box;
  if (!box) return { frames: [], made: {} };
  const frames: SeenShape[] = [];
  for (const [at, [x, y]] of SWAY.entries()) {
    const face = await faceIn(await moved(picture, box, x, y, 1));
    frames.push({ time: at / 5, shape: face ? shapeOf(face) : null });
  }
  if (!isChanged) return { frames, made: {} };
  const made: GestureMeasurement['made'] = {};
  for (const [gesture, changed] of Object.entries(await changedPictures(picture, box))) {
    const face = await faceIn(changed);
    made[gesture] = face ? shapeOf(face) : null;
  }
  return { frames, made };
}

async function changedPictures(picture: ImageBitmap, box: Box): Promise<Record<string, ImageBitmap>> {
  const face = await faceIn(await moved(picture, box, 0, 0, 1));
  return {
    'turn-left': await turnedPicture(picture, box, -TURN, 0),
    'turn-right': await turnedPicture(picture, box, TURN, 0),
    'look-up': await turnedPicture(picture, box, 0, NOD),
    'look-down': await turnedPicture(picture, box, 0, -NOD),
    'come-closer': await moved(picture, box, 0, 0, APPROACH),
    ...(face?.landmarks && {
      'close-eyes': await closedEyes(picture, face.landmarks),
      'open-mouth': await openMouth(picture, face.landmarks),
    }),
  };
}

/** The face nearest the middle, found by itself and not followed from another frame. */
async function faceIn(picture: ImageBitmap): Promise<WatchedFace | undefined> {
  const { width, height } = picture;
  for await (const { faces } of engine.watch([picture], { landmarks: true, transfer: true })) {
    return nearestMiddle(faces, { width, height });
  }
  return undefined;
}

/** The picture about its face, larger and off its place. */
function moved(picture: ImageBitmap, box: Box, dx: number, dy: number, scale: number): Promise<ImageBitmap> {
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  context.drawImage(picture, x + dx - x * scale, y + dy - y * scale, width * scale, height * scale);
  return createImageBitmap(canvas);
}

function nearestMiddle<Face extends Pick<WatchedFace, 'box'>>(
  faces: readonly Face[],
  { width, height }: { width: number; height: number },
) {
  const distance = ({ box }: Face) =>
    Math.hypot(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2);
  return [...faces].sort((a, b) => distance(a) - distance(b))[0];
}

globalThis.measuringPage = { start, measure } satisfies MeasuringPage<GestureMeasurement>;
