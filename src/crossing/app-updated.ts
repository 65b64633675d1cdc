import { ApiLiteError, type ApiLiteErrorCode } from '../contract/errors.ts';

/** How long a host may take to say whether a file is there. */
const ANSWER_TIMEOUT_MS = 5_000;

/** Whether a script's host answers that it is no more; not if it can't be asked, as offline. */
export async function isGone(script: string): Promise<boolean> {
  if (!/^https?:/.test(script)) return false;
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const { ok, status, headers } = await fetch(script, { method: 'HEAD', cache: 'no-store', signal });
    // Hosts of single-page apps answer with the app's page for whatever they don't have.
    const isPage = ok && (headers.get('content-type') ?? '').startsWith('text/html');
    return isPage || status === 404 || status === 410;
  } catch {
    return false;
  }
}

/** A failure for want of files that a new deploy of the app has replaced under an open page. */
export function appUpdated(code: ApiLiteErrorCode, script: string, cause?: unknown): ApiLiteError {
  const message = `The app was updated while this page was open: its host no longer has ${script}. Reload the page.`;
  return new ApiLiteError(code, message, { reason: 'app-updated', cause });
}
