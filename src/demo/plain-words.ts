import { ApiLiteError, type ApiLiteErrorReason } from '../index.ts';

/** What to tell a person about a failure. */
export interface PlainWords {
  title: string;
  advice: string;
  /** The contract's code and the engine's own words, for those who know them. */
  detail?: string;
}

const BY_CODE: Partial<Record<string, PlainWords>> = {
  'BPE-002003': {
    title: 'This file can’t be read as a picture',
    advice: 'Choose a photo in a format your browser can show, such as JPEG, PNG or WebP.',
  },
  'LDE-002004': {
    title: 'This can’t be analysed',
    advice: 'Choose a photo, a video or an archive of photos that shows one person’s face, well lit.',
  },
  'BPE-001002': {
    title: 'The face models can’t be used',
    advice: 'Check your connection to this site, then try again.',
  },
};

const TOO_LITTLE: PlainWords = {
  title: 'Too little of the face can be seen',
  advice: 'Uncover it, and choose a photo in which the person looks into the camera, in good light.',
};

/** More exact than the code, where the person can do something about it. */
const BY_REASON: Partial<Record<ApiLiteErrorReason, PlainWords>> = {
  'no-face': {
    title: 'No face found',
    advice: 'Choose a photo in which the whole face can be seen, well lit and not too small.',
  },
  'several-faces': {
    title: 'Several people are to be seen',
    advice: 'Show one person only, without others beside or behind them.',
  },
  'too-blurred': {
    title: 'The face is too blurred',
    advice: 'Hold still, wipe the lens, and choose a sharp photo.',
  },
  'too-dark': {
    title: 'The face is too dark',
    advice: 'Choose a photo taken in better light.',
  },
  'too-bright': {
    title: 'The face is too bright',
    advice: 'Choose a photo with less light on the face.',
  },
  'too-small': {
    title: 'The face is too small',
    advice: 'Come closer, or choose a larger photo.',
  },
  'cut-off': {
    title: 'The face is cut off',
    advice: 'Choose a photo that shows the whole face.',
  },
  'turned-away': {
    title: 'The face is turned away',
    advice: 'Choose a photo in which the person looks towards the camera.',
  },
  'app-updated': {
    title: 'This page was updated',
    advice: 'Reload the page to go on with the new one. Galleries stay.',
  },
  covered: TOO_LITTLE,
  'no-surroundings': {
    title: 'Too close to the face',
    advice: 'Move back: the whole head and some of the background must show.',
  },
  'no-motion': {
    title: 'The face does not move as a living one does',
    advice: 'Record it anew: turn the head a little, blink or speak. A video of a photo can’t pass.',
  },
  'too-few-frames': {
    title: 'The face is seen too briefly',
    advice: 'Record two seconds or more, with the face in the picture all the time.',
  },
  'person-changed': {
    title: 'The video shows different people',
    advice: 'Record one person from beginning to end, without cuts.',
  },
};

const UNEXPECTED: PlainWords = {
  title: 'Something went wrong',
  advice: 'Try again. If that does not help, reload the page.',
};

/** Says in plain words why there is no template of a face. */
export function explainReason(reason: ApiLiteErrorReason | undefined): PlainWords {
  const words = (reason && BY_REASON[reason]) ?? TOO_LITTLE;
  return { ...words, detail: 'BPE-003001' };
}

/** Says in plain words what an error of the engine means for the person before the page. */
export function explain(error: unknown): PlainWords {
  if (error instanceof ApiLiteError) {
    return {
      ...(BY_REASON[error.reason] ?? BY_CODE[error.code] ?? UNEXPECTED),
      detail: `${error.code}: ${error.message}`,
    };
  }
  return { ...UNEXPECTED, detail: error instanceof Error ? error.message : String(error) };
}
