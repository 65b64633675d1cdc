import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import sharp from 'sharp';
import { ROOT } from '../../../scripts/project.mjs';
import { launchChromium } from '../../support/chromium-page.ts';
import { SHARED_FOLDER, sampleFile } from '../../support/folders.ts';

const FOLDER = join(ROOT, 'build/fake-camera');

/** What Chromium's fake camera shows: concatenated JPEGs of this size, over and over, at 30 a second. */
const FRAME = { width: 480, height: 640 };
const FRAMES = 60;

/** A live talking head; if `../shared` is not there, a photo that sways has to do. */
const VIDEO = join(SHARED_FOLDER, 'pad/videos/krzysiek_real.mp4');

/** The part of the video that looks as a person before a phone, in its pixels. */
const HEAD = { x: 566, y: 67, width: 760, height: 1013 };

/** The seconds in which the person sits still and looks into the camera. */
const STILL = { from: 0.1, to: 2.1 };

/** The seconds in which the person turns the head to the one side and to the other. */
const TURNING = { from: 2.2, to: 5 };

/** A moment of the video that no scene shows. */
const REFERENCE_SECONDS = 8;

/** What a fake camera shows. */
export type Scene = 'person' | 'turning-person' | 'far-person' | 'two-people' | 'nobody' | 'dark-room';

/** Starts a Chromium whose camera shows the scene and is allowed to every page. */
export async function launchWithCamera(scene: Scene): Promise<Browser> {
  return launchChromium([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${await sceneFile(scene)}`,
  ]);
}

async function sceneFile(scene: Scene): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  const file = join(FOLDER, `${scene}.mjpeg`);
  await writeFile(file, Buffer.concat(await FRAMES_OF[scene]()));
  return file;
}

const FRAMES_OF: Record<Scene, () => Promise<Buffer[]>> = {
  person: () => person(),
  'turning-person': turningPerson,
  'far-person': () => beforeWall(4, [[3 / 8, 3 / 8]]),
  'two-people': () =>
    beforeWall(2, [
      [0, 1 / 4],
      [1 / 2, 1 / 4],
    ]),
  nobody: () => beforeWall(1, []),
  'dark-room': async () =>
    Promise.all((await person()).map((frame) => sharp(frame).linear(0.08).jpeg().toBuffer())),
};

/**
 * The person before a plain wall.
 *
 * @param smaller How many times smaller than the frame.
 * @param places Each from the left and from the top, in shares of the frame; at none, there is nobody.
 */
async function beforeWall(smaller: number, places: [number, number][]): Promise<Buffer[]> {
  const wall = sharp({ create: { ...FRAME, channels: 3, background: '#8a8a86' } });
  const draw = async (frame: Buffer) => {
    const input = await sharp(frame)
      .resize({ width: FRAME.width / smaller })
      .toBuffer();
    const drawn = places.map(([left, top]) => ({
      input,
      left: FRAME.width * left,
      top: FRAME.height * top,
    }));
    return wall.clone().composite(drawn).jpeg().toBuffer();
  };
  return Promise.all((await person()).map(draw));
}

/**
 * Sits still for four seconds, then turns the head slowly.
 *
 * @throws {Error} if `../shared` is not there.
 */
async function turningPerson(): Promise<Buffer[]> {
  const still = await person();
  const turning = await videoFrames(timesIn(TURNING));
  return [...still, ...still, ...turning.flatMap((frame) => [frame, frame, frame])];
}

/** Half as many moments as a scene has frames, in equal steps. */
function timesIn({ from, to }: typeof STILL): number[] {
  return Array.from({ length: FRAMES / 2 }, (_, frame) => from + ((to - from) * frame) / (FRAMES / 2));
}

let known: Promise<Buffer[]> | undefined;

/** The frames of the person, and after them one that is no frame of a scene. */
function personAndReference(): Promise<Buffer[]> {
  known ??= existsSync(VIDEO) ? stillAndReference() : swayingPhoto();
  return known;
}

async function stillAndReference(): Promise<Buffer[]> {
  const decoded = await videoFrames([...timesIn(STILL), REFERENCE_SECONDS]);
  const forth = decoded.slice(0, -1);
  // Forth and back: nobody jumps when the fake camera begins anew.
  return [...forth, ...forth.toReversed(), ...decoded.slice(-1)];
}

async function person(): Promise<Buffer[]> {
  return (await personAndReference()).slice(0, FRAMES);
}

/** The person of the scenes at another moment, as a JPEG. */
export async function referencePicture(): Promise<Buffer> {
  return (await personAndReference()).at(-1) ?? Buffer.alloc(0);
}

/** Frames of the video, decoded by Chromium. @param times Seconds. */
async function videoFrames(times: readonly number[]): Promise<Buffer[]> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const video = await readFile(VIDEO);
    await page.route('http://video.test/**', (route) =>
      route.request().url().endsWith('/video')
        ? route.fulfill({ body: video, contentType: 'video/webm' })
        : route.fulfill({ body: '', contentType: 'text/html' }),
    );
    await page.goto('http://video.test/');
    const wanted = { times, head: HEAD, frame: FRAME };
    const decoded = await page.evaluate(decodeInPage, wanted);
    return decoded.map((base64) => Buffer.from(base64, 'base64'));
  } finally {
    await browser.close();
  }
}

/** Runs in the page. */
async function decodeInPage(wanted: { times: readonly number[]; head: typeof HEAD; frame: typeof FRAME }) {
  const { times, head, frame } = wanted;
  const video = document.createElement('video');
  video.muted = true;
  video.src = '/video';
  const canvas = document.createElement('canvas');
  Object.assign(canvas, frame);
  const frames: string[] = [];
  await new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true }));
  for (const time of times) {
    const shown = new Promise((resolve, reject) => {
      video.addEventListener('seeked', resolve, { once: true });
      video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
    });
    video.currentTime = time;
    await shown;
    const { x, y, width, height } = head;
    canvas.getContext('2d')?.drawImage(video, x, y, width, height, 0, 0, frame.width, frame.height);
    const url = canvas.toDataURL('image/jpeg', 0.9);
    frames.push(url.slice(url.indexOf(',') + 1));
  }
  return frames;
}

/** A person of a group photo, to and fro by few pixels. */
function swayingPhoto(): Promise<Buffer[]> {
  const sway = (frame: number) => Math.round(3 * Math.sin((2 * Math.PI * frame) / FRAMES));
  const frames = Array.from({ length: FRAMES + 1 }, (_, frame) =>
    sharp(sampleFile(5))
      .extract({ left: 243 + sway(frame), top: 712, width: 451, height: 601 })
      .resize(FRAME)
      .jpeg({ quality: 90 })
      .toBuffer(),
  );
  return Promise.all(frames);
}
