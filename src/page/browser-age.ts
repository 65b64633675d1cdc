/** The first of each browser's versions that has all that the package needs, see docs/browsers.md. */
const LEAST_VERSIONS = 'Chrome 103, Firefox 115 or Safari 16.4';

const NO_BROWSER = 'createEngine needs a browser with workers: call it on the client, not on the server.';

/**
 * Checks that this is a browser with what the engine can't do without.
 *
 * @throws {TypeError} that says where to call, or from which version on it works.
 */
export function checkBrowser(): void {
  if (typeof Worker === 'undefined') throw new TypeError(NO_BROWSER);
  if (typeof OffscreenCanvas !== 'undefined') return;
  // Servers other than Node have workers, too.
  if (typeof document === 'undefined') throw new TypeError(NO_BROWSER);
  throw new TypeError(
    `This browser is too old: it has no OffscreenCanvas. The engine works from ${LEAST_VERSIONS} on.`,
  );
}
