import type { ErrorResponse } from './wire.ts';

/** Error codes of the biometry methods (BPE) and their HTTP status, from the reference's table. */
const BIOMETRY_STATUS = {
  'BPE-002001': 400,
  'BPE-002002': 400,
  'BPE-002003': 400,
  'BPE-002004': 400,
  'BPE-002005': 400,
  'BPE-003001': 400,
  'BPE-003002': 400,
  'BPE-003003': 400,
  'BPE-001001': 500,
  'BPE-001002': 400,
} as const;

/** Error codes of the liveness methods (LDE) and their HTTP status, from the reference's table. */
const LIVENESS_STATUS = {
  'LDE-002001': 400,
  'LDE-002002': 400,
  'LDE-002004': 400,
  'LDE-002005': 400,
  'LDE-001001': 500,
  'LDE-001002': 400,
} as const;

const STATUS = { ...BIOMETRY_STATUS, ...LIVENESS_STATUS };

/** A code of the API Lite error tables. */
export type ApiLiteErrorCode = keyof typeof STATUS;

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

  /** @param message Says what is wrong and what to do; never holds a picture or a template. */
  constructor(code: ApiLiteErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = STATUS[code];
  }

  /** The body of the HTTP answer; the cause stays inside the page. */
  toResponse(): ErrorResponse {
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
