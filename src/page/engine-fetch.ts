import { errorInFamily } from '../contract/error-family.ts';
import { ApiLiteError } from '../contract/errors.ts';
import { fetchOverPort, fromPortResponse, toPortRequest } from '../crossing/http-port.ts';
import { errorResponse } from '../http/face-response.ts';
import { matchRoute } from '../http/routes.ts';
import { repeatedOnce } from './stuck-worker-error.ts';
import type { WorkerConnection } from './worker-connection.ts';

/**
 * Answers a request of API Lite by the engine's worker, which reads it as well: the page only hands it over.
 *
 * @throws {TypeError} if the request's path is none of API Lite's.
 */
export async function fetchFromEngine(
  request: Request,
  connect: () => Promise<WorkerConnection>,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  const route = matchRoute(pathname, undefined);
  if (!route) throw new TypeError(`${pathname} is not a path of API Lite: engine.fetch answers no other.`);
  const portRequest = await toPortRequest(request);
  const answer = async (): Promise<Response> => {
    const connection = await connect();
    const answering = fetchOverPort(connection.httpPort(), portRequest, request.signal);
    return fromPortResponse(await connection.race(answering));
  };
  try {
    return await repeatedOnce(answer);
  } catch (error) {
    if (error instanceof ApiLiteError) return errorResponse(errorInFamily(error, route.family));
    throw error;
  }
}
