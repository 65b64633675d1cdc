/** Waits until the page is seen, if it is hidden: nobody is watched behind another tab. @throws the signal's reason. */
export async function pageShown(signal: AbortSignal | undefined): Promise<void> {
  // In a worker there is no document, and nothing to be seen.
  const page = globalThis.document;
  while (page?.hidden) {
    await new Promise<void>((resolve, reject) => {
      const done = () => {
        page.removeEventListener('visibilitychange', shown);
        signal?.removeEventListener('abort', aborted);
      };
      const shown = () => {
        done();
        resolve();
      };
      const aborted = () => {
        done();
        reject(signal?.reason);
      };
      page.addEventListener('visibilitychange', shown);
      signal?.addEventListener('abort', aborted);
      if (signal?.aborted) aborted();
    });
  }
}
