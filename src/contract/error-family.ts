import { ApiLiteError, type ApiLiteErrorCode, toApiLiteError } from './errors.ts';

/** Whose error table a method answers from: the biometric processor's or the liveness processor's. */
export type ErrorFamily = 'BPE' | 'LDE';

/** Biometry's codes that liveness has under another name: whatever spoils a sample is LDE-002004 there. */
const SAMPLE_CODES = ['002003', '002004', '003001', '003002', '003003'];

/**
 * What was thrown as an error of the family that a method answers from; its reason stays.
 * The one code of liveness that biometry lacks, LDE-002004, means there that the sample can't be read.
 */
export function errorInFamily(thrown: unknown, family: ErrorFamily): ApiLiteError {
  const error = toApiLiteError(thrown, family);
  if (error.code.startsWith(family)) return error;
  const number = error.code.slice('BPE-'.length);
  const code = family === 'LDE' ? livenessCode(number) : biometryCode(number);
  return new ApiLiteError(code, error.message, { cause: error, reason: error.reason });
}

/** What was thrown over a medium, as an error of liveness that names it. */
export function mediumError(thrown: unknown, medium: string): ApiLiteError {
  const error = errorInFamily(thrown, 'LDE');
  if (error.code !== 'LDE-002004') return error;
  const message = `Medium "${medium}": ${error.message}`;
  return new ApiLiteError(error.code, message, { cause: error, reason: error.reason });
}

function livenessCode(number: string): ApiLiteErrorCode {
  return (SAMPLE_CODES.includes(number) ? 'LDE-002004' : `LDE-${number}`) as ApiLiteErrorCode;
}

function biometryCode(number: string): ApiLiteErrorCode {
  return (number === '002004' ? 'BPE-002003' : `BPE-${number}`) as ApiLiteErrorCode;
}
