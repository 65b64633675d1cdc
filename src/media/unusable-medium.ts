import { ApiLiteError, type ApiLiteErrorOptions, type ApiLiteErrorReason } from '../contract/errors.ts';

/**
 * A medium that can't be analysed. The message is the second half of a sentence that the engine begins with
 * the medium's name, e.g. `holds no picture`; it never quotes the medium's content.
 */
export class UnusableMediumError extends Error {
  override readonly name = 'UnusableMediumError';
  readonly reason: ApiLiteErrorReason;

  constructor(message: string, options: ApiLiteErrorOptions = {}) {
    super(message, options);
    this.reason = options.reason ?? 'unusable-medium';
  }
}

/**
 * What was thrown while a medium's bytes were read, as the medium's fault: whatever a library or the browser says of
 * them is for their makers, and is kept as the cause. Failures that have a name here pass.
 */
export function asMediumFault(thrown: unknown): Error {
  if (thrown instanceof UnusableMediumError || thrown instanceof ApiLiteError) return thrown;
  return new UnusableMediumError(
    "can't be read: it is damaged, or made in a way the engine does not know. Record or save it anew",
    { cause: thrown },
  );
}
