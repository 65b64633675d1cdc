import { reasonOf } from '../contract/errors.ts';
import type { PackageFiles } from './package-files.ts';

/** How long a host may take to answer: whoever waits for the engine is told soon, if less. */
const ANSWER_TIMEOUT_MS = 5_000;

/** The media types that browsers run module scripts of. */
const SCRIPT_TYPE = /^(text|application)\/(x-)?(java|ecma)script/i;

const REMEDY =
  "Serve the package's dist there, or say where it lies by the option assets (docs/bundlers.md).";

/**
 * Says why a worker did not start, by asking for its scripts as the browser did, which tells a page nothing.
 *
 * @param message What the browser says; empty if the script itself was not loaded.
 */
export async function startFailure(scripts: Pick<PackageFiles, 'worker' | 'engine'>, message: string) {
  for (const url of [scripts.worker, scripts.engine]) {
    const fault = await scriptFault(url);
    if (fault !== undefined) return `${url} ${fault}`;
  }
  return message || refusal(scripts.worker);
}

/** What is wrong with the answer for a script's URL; undefined if a browser should run it. */
async function scriptFault(url: string): Promise<string | undefined> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
  } catch (error) {
    const hint = isForeign(url)
      ? `The host must allow ${globalThis.origin} by Access-Control-Allow-Origin, and a Content-Security-Policy ${new URL(url).origin} in worker-src, script-src and connect-src.`
      : 'Is the host there, and does connect-src of the Content-Security-Policy allow it?';
    return `can't be fetched: ${reasonOf(error)}. ${hint}`;
  }
  const type = response.headers.get('content-type') ?? '';
  void response.body?.cancel();
  if (!response.ok) return `answered HTTP status ${response.status}. ${REMEDY}`;
  if (type.startsWith('text/html')) return `answered a page of HTML in place of the script. ${REMEDY}`;
  if (!SCRIPT_TYPE.test(type)) {
    return `came as "${type}", which browsers don't run: its host must send Content-Type: text/javascript.`;
  }
  if (crossOriginIsolated && !isForeign(url) && !response.headers.has('cross-origin-embedder-policy')) {
    return 'came without Cross-Origin-Embedder-Policy, which an isolated page demands of a worker: send the same as for the page.';
  }
  return undefined;
}

/** The host sends the scripts well, so the browser was told not to run them. */
function refusal(url: string): string {
  const sources = isForeign(url)
    ? `worker-src must allow blob: and ${new URL(url).origin}, and script-src the latter`
    : `worker-src must allow ${url}`;
  return `${url} is there, but the page's policy refuses it: in Content-Security-Policy ${sources}.`;
}

function isForeign(url: string): boolean {
  return new URL(url).origin !== globalThis.origin;
}
