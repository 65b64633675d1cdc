import { ApiLiteError } from '../index.ts';

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
  'BPE-003002': {
    title: 'No face found',
    advice: 'Choose a photo in which the whole face can be seen, well lit and not too small.',
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

const UNEXPECTED: PlainWords = {
  title: 'Something went wrong',
  advice: 'Try again. If that does not help, reload the page.',
};

/** Says in plain words what an error of the engine means for the person before the page. */
export function explain(error: unknown): PlainWords {
  if (error instanceof ApiLiteError) {
    return { ...(BY_CODE[error.code] ?? UNEXPECTED), detail: `${error.code}: ${error.message}` };
  }
  return { ...UNEXPECTED, detail: error instanceof Error ? error.message : String(error) };
}
