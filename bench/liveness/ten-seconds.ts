import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureFfmpeg } from '../../scripts/ffmpeg.mjs';
import { SHARED_FOLDER } from '../../test/support/folders.ts';

/** A live person who talks. */
const SOURCE = join(SHARED_FOLDER, 'pad/videos/krzysiek_real.mp4');

/** As phones record: 1080p, 30 frames a second, a key frame a second. */
const OPTIONS = [
  ...['-stream_loop', '1', '-i', SOURCE, '-t', '10', '-r', '30', '-an'],
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '21', '-g', '30', '-pix_fmt', 'yuv420p'],
  ...['-movflags', '+faststart'],
];

/** A video of ten seconds of a live person, as MP4; a word on what is missing if it can't be made. */
export async function makeTenSeconds(): Promise<Buffer | { missing: string }> {
  if (!existsSync(SOURCE)) return { missing: 'there is no ../shared with videos' };
  if (!(await ensureFfmpeg())) return { missing: 'there is no ffmpeg to make a video' };
  const folder = await mkdtemp(join(tmpdir(), 'inpage-face-bench-'));
  try {
    const file = join(folder, 'video.mp4');
    await promisify(execFile)('ffmpeg', ['-v', 'error', ...OPTIONS, file]);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
