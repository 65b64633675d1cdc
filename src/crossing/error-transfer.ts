import { transferHandlers } from 'comlink';
import { ApiLiteError, type ApiLiteErrorCode, type ApiLiteErrorReason } from '../contract/errors.ts';
import { UnusableMediumError } from '../media/unusable-medium.ts';
import { type EnrolledMatch, StorageError, type StorageErrorReason } from '../templates/storage-error.ts';

let installed = false;

type ErrorText = ReturnType<typeof textOf>;

/** The errors of the public interface, and what threads say of media, as they cross. */
interface SerializedError {
  publicError: ErrorText & { cause: ErrorText | undefined } & (
      | { kind: 'ApiLiteError'; code: ApiLiteErrorCode; reason: ApiLiteErrorReason }
      | { kind: 'StorageError'; reason: StorageErrorReason; match: EnrolledMatch | undefined }
      | { kind: 'UnusableMediumError'; reason: ApiLiteErrorReason }
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
      const { value } = thrown as { value: unknown };
      const publicError = serialized(value);
      return publicError ? [{ publicError } satisfies SerializedError, []] : original.serialize(thrown);
    },
    deserialize(serialized) {
      const { publicError } = serialized as Partial<SerializedError>;
      if (!publicError) return original.deserialize(serialized);
      throw revived(publicError);
    },
  });
}

function serialized(value: unknown): SerializedError['publicError'] | undefined {
  if (!(value instanceof Error)) return undefined;
  const text = { ...textOf(value), cause: value.cause instanceof Error ? textOf(value.cause) : undefined };
  if (value instanceof ApiLiteError) {
    return { kind: 'ApiLiteError', code: value.code, reason: value.reason, ...text };
  }
  if (value instanceof StorageError) {
    return { kind: 'StorageError', reason: value.reason, match: value.match, ...text };
  }
  if (value instanceof UnusableMediumError) {
    return { kind: 'UnusableMediumError', reason: value.reason, ...text };
  }
  return value instanceof TypeError ? { kind: 'TypeError', ...text } : undefined;
}

function textOf({ name, message, stack }: Error) {
  return { name, message, stack };
}

function revived(error: SerializedError['publicError']): Error {
  const { message } = error;
  const options = error.cause && { cause: withText(new Error(error.cause.message), error.cause) };
  if (error.kind === 'ApiLiteError') {
    const { code, reason } = error;
    return withText(new ApiLiteError(code, message, { ...options, reason }), error);
  }
  if (error.kind === 'StorageError') {
    const { reason, match } = error;
    return withText(new StorageError(reason, message, { ...options, match }), error);
  }
  if (error.kind === 'UnusableMediumError') {
    return withText(new UnusableMediumError(message, { ...options, reason: error.reason }), error);
  }
  return withText(new TypeError(message, options), error);
}

/** The name and stack an error had where it was thrown. */
function withText(error: Error, { name, stack }: ErrorText): Error {
  if (error.name !== name) error.name = name;
  if (stack) error.stack = stack;
  return error;
}
