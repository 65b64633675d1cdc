import { absoluteUrl } from './absolute-url.ts';

/**
 * An app's URL, which is relative to its document, as a link would be.
 *
 * @throws {TypeError} naming the option.
 */
export function appUrl(url: string | URL, option: string): string {
  try {
    return absoluteUrl(url, globalThis.document?.baseURI);
  } catch {
    throw new TypeError(`options.${option} must be a URL, not ${String(url)}`);
  }
}
