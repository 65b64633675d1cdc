import type { Bytes } from './contract-case.ts';

/** The videos, and what is left of some, that the cases speak of. */
export const CLIPS = [
  'mp4', // one person, for a second
  'webm',
  'severalPeople',
  'nobody',
  'soundOnly',
  'noFrames',
  'unknownCodec',
  'cutBehindIndex',
  'cutBeforeIndex',
] as const;

export type ClipName = (typeof CLIPS)[number];

export type Clips = Record<ClipName, Bytes>;

/** Pixels of the clips' frames, and how many of them a second has. */
export const CLIP = { width: 640, height: 480, seconds: 1, framesPerSecond: 10 } as const;
