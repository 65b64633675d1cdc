import { ApiLiteError, type ApiLiteErrorCode, toApiLiteError } from '../errors.ts';

/** What spoils a sample has several codes in biometry's table and one in liveness's. */
const SAMPLE_CODES: readonly ApiLiteErrorCode[] = ['BPE-002003', 'BPE-003001', 'BPE-003002', 'BPE-003003'];

/**
 * Whatever was thrown as an error of the liveness table; its reason stays, and its message may be put after the name
 * of a medium.
 */
export function toLivenessError(thrown: unknown, medium?: string): ApiLiteError {
  const error = toApiLiteError(thrown, 'LDE');
  const code = livenessCode(error.code);
  const named =
    medium !== undefined && code === 'LDE-002004' ? `Medium "${medium}": ${error.message}` : error.message;
  return code === error.code && named === error.message
    ? error
    : new ApiLiteError(code, named, { cause: error, reason: error.reason });
}

function livenessCode(code: ApiLiteErrorCode): ApiLiteErrorCode {
  if (code.startsWith('LDE')) return code;
  if (SAMPLE_CODES.includes(code)) return 'LDE-002004';
  return code === 'BPE-001002' ? 'LDE-001002' : 'LDE-001001';
}
