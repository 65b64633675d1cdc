/** What went wrong, in words: several codes may share one, and one code may have several. */
export type ApiLiteErrorReason =
  /** The picture can't be read as one, is empty, or is too large. */
  | 'unreadable-picture'
  /** The picture, or every frame of the medium, shows no face that can be used. */
  | 'no-face'
  /** The picture, or most of the medium's frames, shows several people. */
  | 'several-faces'
  /** The model made no template of the face. */
  | 'no-template'
  /** No template: the face is so blurred that it looks like any other blurred one. */
  | 'too-blurred'
  /** No template: the face is too dark. */
  | 'too-dark'
  /** No template: the face is too bright. */
  | 'too-bright'
  /** No template: the face is too small. */
  | 'too-small'
  /** No template: the picture's edge cuts off too much of the face. */
  | 'cut-off'
  /** No template: the face is turned away from the camera, as in a profile. */
  | 'turned-away'
  /** No template: too little of the face can be seen, since it is covered, or for noise. */
  | 'covered'
  /** The template is empty, altered or of an unknown form. */
  | 'unreadable-template'
  /** The template was made by another model pack: extract it again from the picture. */
  | 'other-model'
  /** The medium of a liveness request can't be analysed, and not for want of a face. */
  | 'unusable-medium'
  /** Liveness: the picture's edge leaves too little around the face to judge it by. */
  | 'no-surroundings'
  /** Liveness: the video's face stands still, moves as a flat picture does, or repeats itself. */
  | 'no-motion'
  /** Liveness: too few of the video's frames show a face that can be used. */
  | 'too-few-frames'
  /** Liveness: the frames show different people. */
  | 'person-changed'
  /** The payload of a liveness request, or its list of media, is not of the documented form. */
  | 'wrong-payload'
  /** The HTTP request declares another type of content than the method takes. */
  | 'wrong-content-type'
  /** The HTTP request's method is not the one that the path takes. */
  | 'wrong-http-method'
  /** The HTTP request's body lacks a part, or is not of the form that the method takes. */
  | 'unreadable-request'
  /** A model or the runtime can't work, or the pack lacks what the method needs. */
  | 'inoperative'
  /** A new deploy replaced the app under the open page, and files that it needs are gone: reload the page. */
  | 'app-updated'
  /** Something unforeseen; the error's `cause` has it. */
  | 'unexpected';

/**
 * The codes of the reference's tables, of biometry (BPE) and liveness (LDE): the HTTP status of each, and the reason
 * it has unless a more exact one is known.
 */
const CODES = {
  'BPE-002001': [400, 'wrong-content-type'],
  'BPE-002002': [400, 'wrong-http-method'],
  'BPE-002003': [400, 'unreadable-picture'],
  'BPE-002004': [400, 'unreadable-template'],
  'BPE-002005': [400, 'unreadable-request'],
  'BPE-003001': [400, 'no-template'],
  'BPE-003002': [400, 'no-face'],
  'BPE-003003': [400, 'several-faces'],
  'BPE-001001': [500, 'unexpected'],
  'BPE-001002': [400, 'inoperative'],
  'LDE-002001': [400, 'wrong-content-type'],
  'LDE-002002': [400, 'wrong-http-method'],
  'LDE-002004': [400, 'unusable-medium'],
  'LDE-002005': [400, 'wrong-payload'],
  'LDE-001001': [500, 'unexpected'],
  'LDE-001002': [400, 'inoperative'],
} as const satisfies Record<string, readonly [status: number, ApiLiteErrorReason]>;

/** A code of the API Lite error tables. */
export type ApiLiteErrorCode = keyof typeof CODES;

/** Body of every error answer. */
export interface ErrorResponse {
  /** The contract's code, e.g. `BPE-003002`. */
  code: ApiLiteErrorCode;
  /** What is wrong and what to do. */
  message: string;
}

/** What is known of an error besides its code and message. */
export interface ApiLiteErrorOptions extends ErrorOptions {
  /** Default: the reason that the code stands for. */
  reason?: ApiLiteErrorReason;
}

/**
 * The one error every method fails with, apart from a `TypeError` for a caller's mistake
 * and the abort reason of a cancelled call.
 */
export class ApiLiteError extends Error {
  /** Tells it from other errors where `instanceof` does not reach: in another realm, or after cloning. */
  override readonly name = 'ApiLiteError';
  /** The contract's code, e.g. `BPE-003002`. */
  readonly code: ApiLiteErrorCode;
  /** The HTTP status the contract gives the code. */
  readonly status: 400 | 500;
  /** What went wrong, e.g. `no-face`: more exact than the code in liveness, whose table is shorter. */
  readonly reason: ApiLiteErrorReason;

  /** @param message Says what is wrong and what to do; never holds a picture or a template. */
  constructor(code: ApiLiteErrorCode, message: string, options?: ApiLiteErrorOptions) {
    super(message, options);
    this.code = code;
    const [status, reason] = CODES[code];
    this.status = status;
    this.reason = options?.reason ?? reason;
  }

  /** The body of the HTTP answer; the cause stays inside the page. */
  toJSON(): ErrorResponse {
    return { code: this.code, message: this.message };
  }
}

/** Turns whatever was thrown into an `ApiLiteError`; the unforeseen becomes `…-001001`, its cause kept. */
export function toApiLiteError(error: unknown, family: 'BPE' | 'LDE' = 'BPE'): ApiLiteError {
  if (error instanceof ApiLiteError) return error;
  const message = `The engine failed unexpectedly: ${reasonOf(error)}`;
  return new ApiLiteError(`${family}-001001`, message, { cause: error });
}

/** What something thrown says of itself, in one line. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
