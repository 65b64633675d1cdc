// Whether there is an ffmpeg, which makes videos for tests as the world's recorders do.
import { spawnSync } from 'node:child_process';
import { canUseApt, installPackages } from './debian.mjs';

const isThere = () => spawnSync('ffmpeg', ['-version']).status === 0;

/** In CI it is installed if it is missing; elsewhere the tests that need it are skipped. */
export async function ensureFfmpeg() {
  if (!isThere() && process.env.CI && canUseApt()) await installPackages('ffmpeg');
  return isThere();
}
