import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { between, type Random } from './scene.ts';

const SIDE = 640;
const SECONDS = 2;
const FRAMES_A_SECOND = 12;

/** A video of a picture that stands still, as a virtual camera would play it. */
export function stillVideo(picture: string, file: string): Promise<void> {
  return filmed(picture, file, `scale=${SIDE}:${SIDE}`);
}

/** A video of a picture that is moved and tilted before the camera. */
export function movedVideo(picture: string, file: string, random: Random): Promise<void> {
  const wave = (most: number) => {
    const [speed, phase] = [between(random, 2, 5).toFixed(2), between(random, 0, 6).toFixed(2)];
    return `${(most * between(random, 0.4, 1)).toFixed(3)}*sin(${speed}*t+${phase})`;
  };
  const room = Math.round(SIDE * 1.2);
  const [x, y] = [wave(50), wave(35)].map((shift) => `(in_w-out_w)/2+${shift}`);
  return filmed(
    picture,
    file,
    `scale=${room}:${room},rotate=a='${wave(0.12)}',crop=w=${SIDE}:h=${SIDE}:x='${x}':y='${y}'`,
  );
}

async function filmed(picture: string, file: string, filter: string): Promise<void> {
  const source = ['-loop', '1', '-framerate', `${FRAMES_A_SECOND}`, '-i', picture, '-t', `${SECONDS}`];
  const encoded = [
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-threads',
    '1',
    '-pix_fmt',
    'yuv420p',
    '-f',
    'mp4',
  ];
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...source, '-vf', filter, ...encoded, file]);
}
