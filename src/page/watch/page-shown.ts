import { untilAborted } from '../../common/until-aborted.ts';

/** Waits until the page is seen, if it is hidden: nobody is watched behind another tab. @throws the signal's reason. */
export async function pageShown(signal: AbortSignal | undefined): Promise<void> {
  // In a worker there is no document, and nothing to be seen.
  const page = globalThis.document;
  while (page?.hidden) {
    const listening = new AbortController();
    const changed = new Promise<unknown>((resolve) => {
      page.addEventListener('visibilitychange', resolve, { signal: listening.signal });
    });
    await untilAborted(changed, signal).finally(() => listening.abort());
  }
}
