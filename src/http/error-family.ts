import { ApiLiteError, type ApiLiteErrorCode, toApiLiteError } from '../contract/errors.ts';
import type { ErrorFamily } from './routes.ts';

/** Biometry's codes that liveness has under another name: whatever spoils a sample is LDE-002004 there. */
const SAMPLE_CODES = ['002003', '002004', '003001', '003002', '003003'];

/**
 * What was thrown as an error of the family that the request's path belongs to.
 * The one code of liveness that biometry lacks, LDE-002004, means there that the sample can't be read.
 */
export function errorInFamily(thrown: unknown, family: ErrorFamily): ApiLiteError {
  const error = toApiLiteError(thrown, family);
  if (error.code.startsWith(family)) return error;
  const number = error.code.slice('BPE-'.length);
  const code = family === 'LDE' ? livenessCode(number) : biometryCode(number);
  return new ApiLiteError(code, error.message, { cause: error });
}

function livenessCode(number: string): ApiLiteErrorCode {
  return (SAMPLE_CODES.includes(number) ? 'LDE-002004' : `LDE-${number}`) as ApiLiteErrorCode;
}

function biometryCode(number: string): ApiLiteErrorCode {
  return (number === '002004' ? 'BPE-002003' : `BPE-${number}`) as ApiLiteErrorCode;
}
