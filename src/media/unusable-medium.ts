import type { ApiLiteErrorOptions, ApiLiteErrorReason } from '../contract/errors.ts';

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
