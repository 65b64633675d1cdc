import { trustedTypes } from '../crossing/trusted-types.ts';

/**
 * Lets the inference runtime start its threads in a worker whose own response demands Trusted Types: it knows no
 * policy, so a default one trusts the runtime's loaders and nothing else.
 *
 * @param urls Of which one that begins with `blob:` stands for all that begin like it.
 * @returns False if the worker's `trusted-types` directive allows no policy named `default`.
 */
export function trustScripts(urls: readonly string[]): boolean {
  try {
    trustedTypes()?.createPolicy('default', {
      createScriptURL(url) {
        if (urls.some((own) => url === own || (own.startsWith('blob:') && url.startsWith(own)))) return url;
        throw new TypeError(`Refused a script that is not the inference runtime's: ${url}`);
      },
    });
    return true;
  } catch {
    return false;
  }
}
