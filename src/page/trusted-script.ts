/** The part of Trusted Types used here; TypeScript's DOM library does not know it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): TrustedPolicy;
}

interface TrustedPolicy {
  createScriptURL(url: string): URL;
}

let policy: TrustedPolicy | undefined;

/**
 * A script's URL as `new Worker(…)` takes it, where the page's Content Security Policy demands Trusted Types as
 * well. The policy is named `inpage-face`; the package hands it the URL of its worker, and that of the service
 * worker which the app names, nothing else.
 *
 * @throws {TypeError} where the page's `trusted-types` directive does not list `inpage-face`.
 */
export function trustedScript(url: string): URL {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return new URL(url);
  policy ??= trustedTypes.createPolicy('inpage-face', { createScriptURL: (own) => own });
  // It is a TrustedScriptURL, which the DOM's types do not know: `new Worker` takes it where it takes a URL.
  return policy.createScriptURL(url);
}

/**
 * Lets the inference runtime start its threads in a worker whose own response demands Trusted Types: it knows no
 * policy, so a default one trusts the runtime's loaders and nothing else.
 *
 * @returns False where the worker's `trusted-types` directive allows no policy named `default`.
 */
export function trustScripts(urls: readonly string[]): boolean {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  try {
    trustedTypes?.createPolicy('default', {
      createScriptURL(url) {
        if (urls.includes(url)) return url;
        throw new TypeError(`Refused a script that is not the inference runtime's: ${url}`);
      },
    });
    return true;
  } catch {
    return false;
  }
}
