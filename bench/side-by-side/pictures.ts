import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { SHARED_FOLDER, sampleFile } from '../../test/support/folders.ts';

/** The pictures that all contenders get, as JPEG by their path. */
export interface Pictures {
  files: Map<string, Buffer>;
  /** Where the pictures of one face come from. */
  origin: string;
  /** Paths of the pictures for throughput. */
  many: string[];
  /** Paths of the frames of a video, in order. */
  frames: string[];
}

/** Pictures of the throughput row. */
const MANY = 200;

/** A group of a hundred: so many faces a side, and the side of each. */
const CROWD = { side: 10, face: 190 };

/** Path of the group photo of a hundred. */
export const CROWD_PATH = '/pictures/crowd.jpg';

/** Path of a video for a liveness check, if there is one. */
export const TEN_SECONDS_PATH = '/pictures/ten-seconds.mp4';

/** Two seconds of video. */
const FRAMES = 60;

/** As webcams give them. */
const FRAME = { width: 640, height: 480 };

const LABELLED_FACES = join(SHARED_FOLDER, 'faces/lfw-dev');

/** Side of a small picture: that of Labeled Faces in the Wild. */
const SMALL_SIDE = 250;

/** 12 megapixels, as phones take them. */
const LARGE = { width: 4000, height: 3000 };

/** Makes the bench's pictures from what is at hand. */
export async function makePictures(): Promise<Pictures> {
  const shared = existsSync(LABELLED_FACES);
  const small = shared ? await labelledFaces() : await samplesHeads();
  const files = new Map<string, Buffer>();
  const many = Array.from({ length: MANY }, (_, i) => `/pictures/many/${i}.jpg`);
  for (const [i, path] of many.entries()) files.set(path, small[i % small.length] as Buffer);
  files.set('/pictures/small.jpg', small[0] as Buffer);
  files.set('/pictures/other.jpg', small[1] as Buffer);
  files.set('/pictures/large.jpg', await largePicture());
  files.set('/pictures/group.jpg', await readFile(sampleFile(1)));
  files.set(CROWD_PATH, await crowdPicture(small, shared));
  const frames = Array.from({ length: FRAMES }, (_, i) => `/pictures/video/${i}.jpg`);
  for (const [i, path] of frames.entries()) files.set(path, await videoFrame(i));
  return {
    files,
    many,
    frames,
    origin: shared ? 'Labeled Faces in the Wild' : 'heads cut from the sample photos',
  };
}

/** The first pictures in the order of their names. */
async function labelledFaces(): Promise<Buffer[]> {
  const files = await readdir(LABELLED_FACES, { recursive: true });
  const pictures = files.filter((file) => file.endsWith('.jpg')).sort();
  return Promise.all(pictures.slice(0, MANY).map((file) => readFile(join(LABELLED_FACES, file))));
}

/** Heads with their shoulders in the sample photos. */
const HEADS = [
  { sample: 1, left: 1389, top: 145, width: 376, height: 360 },
  { sample: 2, left: 1380, top: 87, width: 328, height: 374 },
  { sample: 3, left: 1001, top: 121, width: 370, height: 468 },
] as const;

/** So many as to be pictures of their own: each a little darker or brighter. */
const BRIGHTNESSES = 67;

async function samplesHeads(): Promise<Buffer[]> {
  const variants = Array.from({ length: BRIGHTNESSES }, (_, i) => 0.8 + (0.4 * i) / BRIGHTNESSES);
  return Promise.all(
    variants.flatMap((brightness) =>
      HEADS.map(({ sample, ...head }) =>
        sharp(sampleFile(sample))
          .extract(head)
          .resize(SMALL_SIDE, SMALL_SIDE, { fit: 'cover' })
          .modulate({ brightness })
          .jpeg({ quality: 90 })
          .toBuffer(),
      ),
    ),
  );
}

/** The first pictures in rows: heads with some room, which labelled faces have in their middle. */
async function crowdPicture(small: readonly Buffer[], shared: boolean): Promise<Buffer> {
  const { side, face } = CROWD;
  const inset = Math.round((SMALL_SIDE - face) / 2);
  const middle = { left: inset, top: inset, width: face, height: face };
  const heads = await Promise.all(
    small.slice(0, side * side).map(async (picture, i) => ({
      input: await (shared ? sharp(picture).extract(middle) : sharp(picture).resize(face, face))
        .png()
        .toBuffer(),
      left: face * (i % side),
      top: face * Math.floor(i / side),
    })),
  );
  return sharp({ create: { width: side * face, height: side * face, channels: 3, background: 'grey' } })
    .composite(heads)
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** One person of a sample photo before a camera that sways a little. */
function videoFrame(i: number): Promise<Buffer> {
  const left = Math.round(500 + 24 * Math.sin(i / 6));
  const top = Math.round(300 + 16 * Math.cos(i / 9));
  return sharp(sampleFile(6))
    .extract({ left, top, width: 660, height: 495 })
    .resize(FRAME.width, FRAME.height)
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** One person of a sample photo, scaled up; the noise of a sensor makes its JPEG as heavy as a camera's. */
async function largePicture(): Promise<Buffer> {
  const noise = sharp({
    create: { ...LARGE, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma: 12 } },
  });
  const person = sharp(sampleFile(6)).extract({ left: 500, top: 300, width: 660, height: 495 });
  return person
    .resize(LARGE.width, LARGE.height, { kernel: 'cubic' })
    .composite([{ input: await noise.png().toBuffer(), blend: 'overlay' }])
    .jpeg({ quality: 88 })
    .toBuffer();
}
