import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotli } from './brotli.ts';
import type { ContenderSite, SiteName } from './contender-site.ts';
import type { SlowLine } from './slow-line.ts';
import type { Visited } from './visit.ts';

/** Small beside what one visit downloads, so that connections share the line. */
const PIECE_BYTES = 8192;

/** They tell of the connection to the site behind, or of bytes that are compressed here. */
const OWN_HEADERS = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'];

/**
 * A contender's site behind a slow line, compressed by brotli. The browser's own emulation of slow networks would not do: in
 * Chromium 156 `Network.emulateNetworkConditions`, and `…ByRule`, slow down what a page and its workers fetch, but not what
 * workers of those workers do, such as the threads of a runtime.
 * There are no handshakes in it and no slow start, and as many connections as a browser opens to a host of HTTP/1.1.
 */
export class LineSite implements Visited {
  readonly name: SiteName;
  readonly url: string;
  /** What it is reached over; until it is set, files are sent as they are and compressed for later. */
  line: SlowLine | undefined;
  readonly #origin: string;
  readonly #server: Server;
  readonly #compressing: Promise<Buffer>[] = [];

  private constructor({ name, url }: Visited, server: Server) {
    this.name = name;
    this.#origin = url;
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  static async before(site: ContenderSite<SiteName>): Promise<LineSite> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const behind = new LineSite(site, server);
    server.on('request', (request, response) => {
      behind.#answer(request, response).catch((error: Error) => response.destroy(error));
    });
    return behind;
  }

  /** Waits until all that was asked for so far is compressed. */
  async compressed(): Promise<void> {
    await Promise.all(this.#compressing);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { line } = this;
    const asked = performance.now();
    const answer = await fetch(new URL(url, this.#origin));
    const plain = Buffer.from(await answer.arrayBuffer());
    for (const [name, value] of answer.headers) {
      if (!OWN_HEADERS.includes(name)) response.setHeader(name, value);
    }
    response.statusCode = answer.status;
    const compressing = this.#compress(answer, plain);
    if (!line) return void response.end(plain);
    const body = (await compressing) ?? plain;
    if (compressing) response.setHeader('Content-Encoding', 'br');
    response.setHeader('Content-Length', body.length);
    await sendOver(line, { asked, response, body });
  }

  /** Undefined of pictures, which are compressed as they are. */
  #compress({ headers }: Response, plain: Buffer): Promise<Buffer> | undefined {
    if (headers.get('content-type')?.startsWith('image/')) return undefined;
    const compressing = brotli(plain);
    this.#compressing.push(compressing);
    return compressing;
  }
}

async function sendOver(
  line: SlowLine,
  { asked, response, body }: { asked: number; response: ServerResponse; body: Buffer },
): Promise<void> {
  let due = line.firstByteAt(asked);
  await until(due);
  response.flushHeaders();
  for (let sent = 0; sent < body.length && !response.destroyed; sent += PIECE_BYTES) {
    const piece = body.subarray(sent, sent + PIECE_BYTES);
    due = line.carriedAt(due, piece.length);
    await until(due);
    response.write(piece);
  }
  response.end();
}

async function until(time: number): Promise<void> {
  const left = time - performance.now();
  if (left > 0) await sleep(left);
}
