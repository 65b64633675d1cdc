import { transferHandlers } from 'comlink';
import { ApiLiteError, type ApiLiteErrorCode } from '../contract/errors.ts';

let installed = false;

interface Thrown {
  value: unknown;
}

interface SerializedApiLiteError {
  apiLite: { code: ApiLiteErrorCode; message: string; stack: string | undefined };
}

/**
 * Keeps an `ApiLiteError` an `ApiLiteError` across comlink, which otherwise keeps only name, message and
 * stack. Everything else goes the way comlink sends it. Either side calls it before the first message.
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
      if (!(value instanceof ApiLiteError)) return original.serialize(thrown);
      const { code, message, stack } = value;
      return [{ apiLite: { code, message, stack } } satisfies SerializedApiLiteError, []];
    },
    deserialize(serialized) {
      const { apiLite } = serialized as Partial<SerializedApiLiteError>;
      if (!apiLite) return original.deserialize(serialized);
      const error = new ApiLiteError(apiLite.code, apiLite.message);
      if (apiLite.stack) error.stack = apiLite.stack;
      throw error;
    },
  });
}
