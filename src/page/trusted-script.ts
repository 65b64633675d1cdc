import { type TrustedPolicy, trustedTypes } from '../crossing/trusted-types.ts';

let policy: TrustedPolicy | undefined;

/**
 * A script's URL as `new Worker(…)` takes it, if the page's Content Security Policy demands Trusted Types as
 * well. The policy is named `inpage-face`; the package hands it the URL of its worker, and that of the service
 * worker which the app names, nothing else.
 *
 * @throws {TypeError} if the page's `trusted-types` directive does not list `inpage-face`.
 */
export function trustedScript(url: string): URL {
  const types = trustedTypes();
  if (!types) return new URL(url);
  policy ??= types.createPolicy('inpage-face', { createScriptURL: (own) => own });
  // It is a TrustedScriptURL, which the DOM's types do not know: `new Worker` takes it in place of a URL.
  return policy.createScriptURL(url);
}
