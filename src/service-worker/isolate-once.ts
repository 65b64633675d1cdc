const ATTEMPT_KEY = 'inpage-face/isolation-attempt';

/**
 * Reloads the page so that the service worker can isolate it. Once: where that did not help, or where the
 * attempt can't be remembered, the page stays as it is and engines run in one thread.
 */
export function isolateOnce(): void {
  try {
    if (crossOriginIsolated) sessionStorage.removeItem(ATTEMPT_KEY);
    else if (sessionStorage.getItem(ATTEMPT_KEY) === null) {
      sessionStorage.setItem(ATTEMPT_KEY, new Date().toISOString());
      location.reload();
    }
  } catch {
    // No session storage, no memory of an attempt: a reload might never end.
  }
}
