/**
 * A medium that can't be analysed. The message is the second half of a sentence that the engine begins with
 * the medium's name, e.g. `holds no picture`; it never quotes the medium's content.
 */
export class UnusableMediumError extends Error {
  override readonly name = 'UnusableMediumError';
}
