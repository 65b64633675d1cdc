/** The libraries that are measured, ours first; each has a module of its name in contenders/. */
export const CONTENDERS = ['inpage-face', 'human', 'face-api-ssd', 'face-api-tiny', 'mediapipe'] as const;

export type ContenderName = (typeof CONTENDERS)[number];

/** They follow faces in videos and make no templates: nothing else is measured of them. */
export const VIDEO_ONLY: readonly ContenderName[] = ['mediapipe'];

export const OURS: ContenderName = 'inpage-face';

/** A page with the inference runtime and our models alone: no contender, but the floor of our cold start. */
export const RUNTIME_ALONE = 'runtime-alone';

/** How the table calls them. */
export const TITLES: Record<ContenderName, string> = {
  'inpage-face': 'inpage-face',
  human: 'human',
  'face-api-ssd': 'face-api (SSD)',
  'face-api-tiny': 'face-api (tiny)',
  mediapipe: 'MediaPipe face_mesh',
};
