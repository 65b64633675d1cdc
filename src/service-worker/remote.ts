import { anySignal } from '../crossing/any-signal.ts';
import { type PortRequest, type PortResponse, toPortResponse } from '../crossing/http-port.ts';

/** A server that has not answered by then can't be reached: a video's analysis takes seconds, not more. */
const REMOTE_TIMEOUT_MS = 60_000;

/** Headers that describe the connection of a response, not its content, which arrives decoded. */
const CONNECTION_HEADERS = ['content-encoding', 'content-length', 'transfer-encoding', 'connection'];

/**
 * The address of a request on the server. At the request's own address it is for the server to say what it makes of an
 * odd spelling; elsewhere the path stands as the reference spells it.
 *
 * @param remote Where the server answers, or undefined if it does so at the request's own address.
 * @param path The contract's path without what stands before it in the page, which the server need not have.
 */
export function remoteUrl(requestUrl: string, remote: string | undefined, path: string): string {
  if (remote === undefined) return requestUrl;
  return remote.replace(/\/+$/, '') + path + new URL(requestUrl).search;
}

/** Sends a request to the server. Cookies go along to the page's own origin only. */
export async function askRemote(
  { method, headers, body }: PortRequest,
  url: string,
  signal: AbortSignal,
): Promise<PortResponse> {
  const response = await fetch(url, {
    method,
    headers,
    body,
    cache: 'no-store',
    signal: anySignal(signal, AbortSignal.timeout(REMOTE_TIMEOUT_MS)),
  });
  const answer = await toPortResponse(response);
  return { ...answer, headers: answer.headers.filter(([name]) => !CONNECTION_HEADERS.includes(name)) };
}
