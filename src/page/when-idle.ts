/** A page that is never idle, such as one that animates, has waited long enough. */
const MAX_WAIT_MS = 3000;

/** Browsers that don't tell when they are idle get so long after the page has loaded. */
const BLIND_WAIT_MS = 200;

/** Resolves once the document has loaded, if there is one, and the thread has nothing to do. */
export async function whenIdle(): Promise<void> {
  if (globalThis.document !== undefined && document.readyState !== 'complete') {
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  }
  const { requestIdleCallback } = globalThis as Partial<Pick<Window, 'requestIdleCallback'>>;
  await new Promise<unknown>((resolve) => {
    if (requestIdleCallback) requestIdleCallback(resolve, { timeout: MAX_WAIT_MS });
    else setTimeout(resolve, BLIND_WAIT_MS);
  });
}
