import { ApiLiteError } from '../contract/errors.ts';

/** What to tell a person about a failure. */
export interface PlainWords {
  title: string;
  advice: string;
  /** The contract's code, for those who know it. */
  code?: string;
}

const BY_CODE: Partial<Record<string, Omit<PlainWords, 'code'>>> = {
  'BPE-002003': {
    title: 'This file can’t be read as a picture',
    advice: 'Choose a photo in a format your browser can show, such as JPEG, PNG or WebP.',
  },
  'BPE-003002': {
    title: 'No face found',
    advice: 'Choose a photo in which the whole face can be seen, well lit and not too small.',
  },
  'BPE-001002': {
    title: 'The face models can’t be used',
    advice: 'Check your connection to this site, then try again.',
  },
};

/** Says in plain words what an error of the engine means for the person before the page. */
export function explain(error: unknown): PlainWords {
  if (!(error instanceof ApiLiteError)) return unexpected(error);
  const known = BY_CODE[error.code];
  return { ...(known ?? unexpected(error)), code: error.code };
}

function unexpected(error: unknown): PlainWords {
  const detail = error instanceof Error ? error.message : String(error);
  return {
    title: 'Something went wrong',
    advice: `Reload the page and try again. The engine said: ${detail}`,
  };
}
