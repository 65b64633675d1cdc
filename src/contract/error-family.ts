import { ApiLiteError, type ApiLiteErrorCode, toApiLiteError } from './errors.ts';

/** Whose error table a method answers from: the biometric processor's or the liveness processor's. */
export type ErrorFamily = 'BPE' | 'LDE';

/** Codes of the other family that have another number in this one: whatever spoils a sample is LDE-002004. */
const RENUMBERED: Record<ErrorFamily, Partial<Record<string, string>>> = {
  BPE: { '002004': '002003' },
  LDE: { '002003': '002004', '003001': '002004', '003002': '002004', '003003': '002004' },
};

/** What was thrown as an error of the family that a method answers from; its reason stays. */
export function errorInFamily(thrown: unknown, family: ErrorFamily): ApiLiteError {
  const error = toApiLiteError(thrown, family);
  if (error.code.startsWith(family)) return error;
  const number = error.code.slice('BPE-'.length);
  const code = `${family}-${RENUMBERED[family][number] ?? number}` as ApiLiteErrorCode;
  return new ApiLiteError(code, error.message, { cause: error, reason: error.reason });
}

/** What was thrown over a medium, as an error of liveness that names it. */
export function mediumError(thrown: unknown, medium: string): ApiLiteError {
  const error = errorInFamily(thrown, 'LDE');
  if (error.code !== 'LDE-002004') return error;
  const message = `Medium "${medium}": ${error.message}`;
  return new ApiLiteError(error.code, message, { cause: error, reason: error.reason });
}
