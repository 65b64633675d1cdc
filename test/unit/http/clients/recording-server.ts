import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface RecordedRequest {
  path: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
}

/** A server that keeps what clients send, byte for byte. */
export class RecordingServer {
  readonly #server = createServer(async (request, response) => {
    this.#last = { path: request.url ?? '', headers: flat(request), body: await bytesOf(request) };
    response.setHeader('Content-Type', 'application/json');
    response.end('{}');
  });
  #last: RecordedRequest | undefined;

  static async start(): Promise<RecordingServer> {
    const server = new RecordingServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  /** What the last request was; each is given once. */
  take(): RecordedRequest {
    const last = this.#last;
    this.#last = undefined;
    if (!last) throw new Error('the client sent nothing');
    return last;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** What the product reads of a request's headers. */
function flat({ headers }: IncomingMessage): Record<string, string> {
  const names = ['content-type', 'content-transfer-encoding'];
  return Object.fromEntries(names.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])));
}

async function bytesOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
