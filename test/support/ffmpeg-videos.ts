import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../scripts/project.mjs';

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

/** A video by ffmpeg, made when it is first asked for; undefined if the name is unknown. */
export async function ffmpegVideo(name: string): Promise<Buffer | undefined> {
  const options = VIDEOS[name];
  if (!options) return undefined;
  const path = join(FOLDER, name);
  if (!existsSync(path)) {
    await mkdir(FOLDER, { recursive: true });
    const unfinished = join(FOLDER, `unfinished-${name}`);
    await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...PATTERN, ...options, unfinished]);
    await rename(unfinished, path);
  }
  return readFile(path);
}
