/**
 * A URL that is absolute wherever it is used next, such as in a worker.
 *
 * @param base What a relative one is relative to. Default: this thread's own address, which is right for a file's URL
 *   as a build gives it: the package's own is absolute already, a development server's is relative to its root.
 *   `import.meta.url` must not stand here: bundlers take it for a file of theirs.
 * @throws {TypeError} if it is no URL.
 */
export function absoluteUrl(url: string | URL, base = globalThis.location?.href ?? 'file:///'): string {
  return new URL(url, base).href;
}
