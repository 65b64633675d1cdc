/** The part of Trusted Types used here; TypeScript's DOM library does not know it yet. */
interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string }): unknown;
}

/**
 * The page's policy demands trusted script addresses, and `new Worker(…)` takes one. The default policy
 * trusts what comes from the page's own origin and nothing else.
 */
export function trustOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (new URL(url, document.baseURI).origin === location.origin) return url;
      throw new TypeError(`Refused a script of another origin: ${url}`);
    },
  });
}
