/**
 * A file's URL as a build gives it: the package's own is absolute already, a development server's is relative to
 * its root. `import.meta.url` must not stand here: bundlers take it for a file of theirs.
 */
export function absoluteUrl(url: string): string {
  return new URL(url, globalThis.location?.href ?? 'file:///').href;
}
