import { transferHandlers } from 'comlink';
import { ApiLiteError, type ApiLiteErrorCode } from '../contract/errors.ts';
import { StorageError, type StorageErrorReason } from '../templates/storage-error.ts';

let installed = false;

interface Thrown {
  value: unknown;
}

/** The errors of the public interface, as they cross. */
interface SerializedError {
  publicError: { message: string; stack: string | undefined } & (
    | { kind: 'ApiLiteError'; code: ApiLiteErrorCode }
    | { kind: 'StorageError'; reason: StorageErrorReason }
    | { kind: 'TypeError' }
  );
}

/**
 * Keeps the errors of the public interface what they are across comlink, which otherwise keeps only name,
 * message and stack. Everything else goes the way comlink sends it. Either side calls it before the first message.
 */
export function keepErrorCodes(): void {
  if (installed) return;
  installed = true;
  const original = transferHandlers.get('throw');
  if (!original) throw new Error('comlink has no handler for thrown values.');
  transferHandlers.set('throw', {
    canHandle: original.canHandle,
    serialize(thrown) {
      const { value } = thrown as Thrown;
      const publicError = serialized(value);
      return publicError ? [{ publicError } satisfies SerializedError, []] : original.serialize(thrown);
    },
    deserialize(serialized) {
      const { publicError } = serialized as Partial<SerializedError>;
      if (!publicError) return original.deserialize(serialized);
      const error = revived(publicError);
      if (publicError.stack) error.stack = publicError.stack;
      throw error;
    },
  });
}

function serialized(value: unknown): SerializedError['publicError'] | undefined {
  if (!(value instanceof Error)) return undefined;
  const { message, stack } = value;
  if (value instanceof ApiLiteError) return { kind: 'ApiLiteError', code: value.code, message, stack };
  if (value instanceof StorageError) return { kind: 'StorageError', reason: value.reason, message, stack };
  return value instanceof TypeError ? { kind: 'TypeError', message, stack } : undefined;
}

function revived(error: SerializedError['publicError']): Error {
  if (error.kind === 'ApiLiteError') return new ApiLiteError(error.code, error.message);
  if (error.kind === 'StorageError') return new StorageError(error.reason, error.message);
  return new TypeError(error.message);
}
