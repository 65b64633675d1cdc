import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../scripts/project.mjs';
import { SHARED_FOLDER } from './folders.ts';

const FOLDER = join(ROOT, 'build/ffmpeg-videos');

/** Six seconds of a moving pattern, 25 frames a second. */
const PATTERN = ['-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=25:duration=6'];

const VP8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-g', '50'];
const VP9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-g', '50'];
const H264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '2', '-g', '50', '-pix_fmt', 'yuv420p'];
const MPEG4 = ['-c:v', 'mpeg4'];

/** What ffmpeg makes of the pattern, by name; the ending tells the container. */
const VIDEOS: Record<string, readonly string[]> = {
  'vp8.webm': VP8,
  'live-vp8.webm': [...VP8, '-live', '1'],
  'vp9.webm': VP9,
  'live-vp9.webm': [...VP9, '-live', '1'],
  'h264.mkv': H264,
  'h264.mp4': H264,
  'h264.mov': H264,
  'h264.m2ts': H264,
  'open-group.mp4': [...H264, '-x264opts', 'open-gop=1'],
  'large-open-group.mp4': [
    ...H264,
    ...[
      '-preset',
      'ultrafast',
      '-bf',
      '2',
      '-x264opts',
      'open-gop=1',
      '-s',
      '1920x1080',
      '-vf',
      'setpts=2*PTS',
    ],
  ],
  'fragmented.mp4': [...H264, '-movflags', 'frag_keyframe+empty_moov'],
  'variable-rate.mp4': [...H264, '-vf', "select='not(mod(n,3))+not(mod(n,7))'", '-vsync', 'vfr'],
  'motion-jpeg.mov': ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p'],
  'mpeg4.mp4': MPEG4,
  'h263.3gp': ['-c:v', 'h263', '-s', '352x288'],
  'mpeg4.avi': MPEG4,
  'sorenson.flv': ['-c:v', 'flv1'],
  'wmv2.wmv': ['-c:v', 'wmv2'],
  'mpeg2.mpg': ['-c:v', 'mpeg2video'],
  'moving.avif': ['-c:v', 'libaom-av1', '-cpu-used', '8', '-t', '1'],
  'theora.ogv': ['-c:v', 'libtheora'],
};

const LIVE = join(SHARED_FOLDER, 'pad/videos/lestari_real.mp4');
const OTHER_PERSON = join(SHARED_FOLDER, 'pad/field/apfol_live.webm');
const PHOTO = ['-loop', '1', '-framerate', '15', '-t', '2', '-i'];
const PERSON_PHOTO = [...PHOTO, join(SHARED_FOLDER, 'pad/nuaa-dev/live/0001_00_00_01_0.jpg')];
const CUP = [...PHOTO, join(SHARED_FOLDER, 'cases/faceless/coffee.png')];

const SWAY = 'z=1.15+0.12*sin(on/8):x=iw/2-iw/zoom/2+25*sin(on/5):y=ih/2-ih/zoom/2+15*cos(on/7)';
const TILT = '40+40*sin(on/6)';
const EDGE = '20+20*sin(on/6)';

/** Videos of faces, made of `../shared`: its live videos, and what is done with photos and with them. */
const FACE_VIDEOS: Record<string, readonly string[]> = {
  'frozen.mp4': PERSON_PHOTO,
  'noisy.mp4': [...PERSON_PHOTO, '-vf', 'noise=alls=12:allf=t'],
  'zoomed.mp4': [...PERSON_PHOTO, '-vf', `zoompan=${SWAY}:d=1:s=640x480:fps=15`],
  'tilted.mp4': [
    ...PERSON_PHOTO,
    '-vf',
    `perspective=x0=${TILT}:y0=${EDGE}:x1=W-40+40*sin(on/6):y1=20-20*sin(on/6):x2=${TILT}:y2=H-${EDGE}:x3=W-40+40*sin(on/6):y3=H-20+20*sin(on/6):eval=frame`,
  ],
  'looped.mp4': [
    '-ss',
    '0.5',
    '-i',
    LIVE,
    '-vf',
    "select='not(mod(n,20))',setpts=N/15/TB,loop=30:4",
    '-t',
    '3',
  ],
  'cut.mp4': [
    ...['-t', '2', '-i', LIVE, '-t', '2', '-i', OTHER_PERSON, '-filter_complex'],
    '[0]scale=640:480,fps=15,setsar=1[a];[1]scale=640:480,fps=15,setsar=1[b];[a][b]concat',
  ],
  'gone.mp4': ['-i', LIVE, '-vf', "drawbox=color=gray:t=fill:enable='gt(t,1.5)'"],
  'tight.mp4': ['-i', LIVE, '-vf', 'crop=370:500:340:150'],
  'covered.mp4': ['-i', LIVE, '-vf', 'drawbox=x=350:y=440:w=350:h=200:color=white:t=fill'],
  'dark.mp4': ['-i', LIVE, '-vf', "lutyuv=y='16+(val-16)/4'"],
  'cup.mp4': CUP,
};

/** A video by ffmpeg, made when it is first asked for; undefined if the name is unknown. */
export async function ffmpegVideo(name: string): Promise<Buffer | undefined> {
  const ofFace = FACE_VIDEOS[name];
  const options = ofFace ? [...ofFace, '-an', ...H264] : [...PATTERN, ...(VIDEOS[name] ?? [])];
  if (!ofFace && !VIDEOS[name]) return undefined;
  const path = join(FOLDER, name);
  if (!existsSync(path)) {
    await mkdir(FOLDER, { recursive: true });
    const unfinished = join(FOLDER, `unfinished-${name}`);
    await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...options, unfinished]);
    await rename(unfinished, path);
  }
  return readFile(path);
}
