import type { PortRequest, PortResponse } from '../crossing/http-port.ts';
import { ANSWERED_BY, type AnsweredBy, type Mode } from '../crossing/service-worker-protocol.ts';

/** Asks one of those who can answer; it rejects if they can't be reached. The request stays usable. */
export type Ask = (request: PortRequest) => Promise<PortResponse>;

/** Gateways say by these that the server behind them can't be reached; API Lite itself sends 200, 400 and 500. */
const UNREACHABLE = [502, 503, 504];

/** Codes by which an engine says that it can't work, not that the request is wrong. */
const INOPERATIVE = /^(BPE|LDE)-00100[12]$/;

export async function answerByMode(
  mode: Mode,
  request: PortRequest,
  { local, remote }: { local: Ask; remote: Ask },
): Promise<PortResponse> {
  switch (mode) {
    case 'local':
      return local(request);
    case 'remote':
      return remote(request);
    case 'local-first': {
      const answer = await local(request);
      // The engine's own answer stands if the server can't be reached either: it says what is wrong.
      return isInoperative(answer) ? remote(request).catch(() => answer) : answer;
    }
    case 'remote-first': {
      const answer = await remote(request).catch(() => undefined);
      return answer && !UNREACHABLE.includes(answer.status) ? answer : local(request);
    }
  }
}

/** An error of the engine itself, or a health answer that is not 0. */
function isInoperative({ status, headers, body }: PortResponse): boolean {
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (contentType !== 'application/json') return false;
  const json = JSON.parse(new TextDecoder().decode(body)) as { code?: string; status?: number };
  return status === 200 ? json.status === 3 : INOPERATIVE.test(json.code ?? '');
}

export function answeredBy(who: AnsweredBy, response: PortResponse): PortResponse {
  const others = response.headers.filter(([name]) => name.toLowerCase() !== ANSWERED_BY.toLowerCase());
  return { ...response, headers: [...others, [ANSWERED_BY, who]] };
}
