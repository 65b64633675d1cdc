import { untilAborted } from '../common/until-aborted.ts';
import type { FaceFetch } from '../http/face-fetch.ts';
import type { HttpRequest } from '../http/face-request.ts';

/** A request as it crosses a MessagePort: nothing of it but HTTP, so that versions need not match. */
export interface PortRequest {
  url: string;
  method: string;
  headers: [name: string, value: string][];
  /** A single picture stays a Blob, which crosses without its bytes being read. */
  body: ArrayBuffer | Blob | null;
}

/** An answer as it crosses a MessagePort. */
export interface PortResponse {
  status: number;
  headers: [name: string, value: string][];
  body: ArrayBuffer;
}

/** What the server of a port sends back on the channel of a request. */
export type PortReply = { response: PortResponse } | { failure: string };

/** Takes a request's body, so that it can cross. */
export async function toPortRequest(request: Request): Promise<PortRequest> {
  const { url, method, headers } = request;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const isPicture = headers.get('Content-Type')?.toLowerCase().startsWith('image/');
  const body = hasBody ? await (isPicture ? request.blob() : request.arrayBuffer()) : null;
  return { url, method, headers: [...headers], body };
}

export function fromPortRequest(
  { url, method, headers, body }: PortRequest,
  signal: AbortSignal,
): HttpRequest {
  const content = body instanceof ArrayBuffer ? new Uint8Array(body) : body;
  return { url, method, headers: new Headers(headers), body: content, signal };
}

export async function toPortResponse(response: Response): Promise<PortResponse> {
  return { status: response.status, headers: [...response.headers], body: await response.arrayBuffer() };
}

export function fromPortResponse({ status, headers, body }: PortResponse): Response {
  return new Response(body, { status, headers });
}

/**
 * Answers the requests that arrive at a port. Each brings a channel of its own, on which the answer goes back
 * and on which any message means that nobody waits for it any more.
 */
export function serveHttp(port: MessagePort, faceFetch: FaceFetch): void {
  port.addEventListener('message', ({ data, ports: [channel] }: MessageEvent<PortRequest>) => {
    if (channel) void answerOn(channel, data, faceFetch);
  });
  port.start();
}

async function answerOn(channel: MessagePort, request: PortRequest, faceFetch: FaceFetch): Promise<void> {
  const abandoned = new AbortController();
  channel.onmessage = () => abandoned.abort();
  try {
    const response = await toPortResponse(await faceFetch(fromPortRequest(request, abandoned.signal)));
    channel.postMessage({ response } satisfies PortReply, [response.body]);
  } catch (error) {
    channel.postMessage({ failure: String(error) } satisfies PortReply);
  } finally {
    channel.close();
  }
}

/**
 * Sends a request to the server of a port. A copy of its body is moved, so that it can be sent again; a Blob needs none.
 *
 * @throws the signal's reason; an `Error` if the server fails to answer. It waits for ever if the server
 *   has died: abort it then.
 */
export async function fetchOverPort(
  port: MessagePort,
  request: PortRequest,
  signal: AbortSignal,
): Promise<PortResponse> {
  signal.throwIfAborted();
  const { port1: channel, port2 } = new MessageChannel();
  const body = request.body instanceof ArrayBuffer ? request.body.slice(0) : request.body;
  const answer = new Promise<PortResponse>((resolve, reject) => {
    channel.onmessage = ({ data }: MessageEvent<PortReply>) => {
      if ('response' in data) resolve(data.response);
      else reject(new Error(data.failure));
    };
    port.postMessage({ ...request, body }, body instanceof ArrayBuffer ? [port2, body] : [port2]);
  });
  try {
    return await untilAborted(answer, signal, () => channel.postMessage('abandoned'));
  } finally {
    channel.close();
  }
}
