/** In this tab: when a page was last reloaded to isolate it. */
const ATTEMPT_KEY = 'inpage-face/isolation-attempt';
/** In any tab: when a page last found itself isolated. An isolated page has a session storage of its own. */
const SUCCESS_KEY = 'inpage-face/isolation-success';

/**
 * Reloads the page so that the service worker can isolate it. Once: not again unless the last attempt has
 * succeeded since (a hard reload takes the isolation away), and never if an attempt can't be remembered.
 * Such a page stays as it is, and engines run in one thread.
 */
export function isolateOnce(): void {
  try {
    const now = new Date().toISOString();
    if (crossOriginIsolated) {
      localStorage.setItem(SUCCESS_KEY, now);
      return;
    }
    const attempt = sessionStorage.getItem(ATTEMPT_KEY);
    if (attempt !== null && attempt >= (localStorage.getItem(SUCCESS_KEY) ?? '')) return;
    sessionStorage.setItem(ATTEMPT_KEY, now);
    location.reload();
  } catch {
    // No storage, no memory of an attempt: reloading might never end.
  }
}
