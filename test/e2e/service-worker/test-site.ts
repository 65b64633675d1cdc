import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { build } from 'vite';
import { ROOT } from '../../../scripts/project.mjs';
import { ISOLATION_HEADERS } from '../../../vite.config.ts';

const FOLDER = 'build/service-worker-tests';

/** Builds the pages of this folder and the service worker for them, as the demo is built. */
export async function buildTestSite(): Promise<string> {
  const folder = join(ROOT, FOLDER);
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root: import.meta.dirname,
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          plain: join(import.meta.dirname, 'plain.html'),
          'with-engine': join(import.meta.dirname, 'with-engine.html'),
        },
      },
    },
  });
  process.env.SITE = FOLDER;
  await build({ configFile: join(ROOT, 'vite.service-worker.config.ts'), root: ROOT, logLevel: 'warn' });
  delete process.env.SITE;
  return folder;
}

/** How a site is hosted. */
interface Hosting {
  /** Whether the host sends the COOP and COEP headers. Default: yes. */
  isolated?: boolean;
  /** The folder that the site lies in, with a slash at both ends. */
  path?: string;
  /** Further headers of every answer. */
  headers?: Record<string, string>;
  /** Folders besides, by the paths that they are served at, with a slash at both ends. */
  mounts?: Record<string, string>;
}

/** A site whose host can be switched off, and which answers API Lite's paths as a server would. */
export class TestSite {
  readonly url: string;
  /** The paths that reached the host, in order. */
  readonly hits: string[] = [];
  /** The answers of files that are not to be served as they are. */
  readonly overrides = new Map<string, (response: ServerResponse) => void>();
  readonly #files: ReturnType<typeof sirv>;
  readonly #path: string;
  readonly #headers: Record<string, string>;
  readonly #mounts: [path: string, files: ReturnType<typeof sirv>][];
  #server: Server;

  private constructor(
    server: Server,
    folder: string,
    { isolated = true, path = '/', headers = {}, mounts = {} }: Hosting,
  ) {
    this.#server = server;
    this.#files = sirv(folder, { dev: true });
    this.#path = path;
    this.#mounts = Object.entries(mounts).map(([at, mounted]) => [at, sirv(mounted, { dev: true })]);
    this.#headers = { ...(isolated && ISOLATION_HEADERS), ...headers };
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    this.#listenTo(server);
  }

  static async serve(folder: string, hosting: Hosting = {}): Promise<TestSite> {
    return new TestSite(await listen(0), folder, hosting);
  }

  /** From now on nobody answers at the address. */
  async goOffline(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async goOnline(): Promise<void> {
    this.#server = await listen(Number(new URL(this.url).port));
    this.#listenTo(this.#server);
  }

  async close(): Promise<void> {
    if (this.#server.listening) await this.goOffline();
  }

  #listenTo(server: Server): void {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      this.hits.push(path);
      for (const [name, value] of Object.entries(this.#headers)) response.setHeader(name, value);
      const override = this.overrides.get(path);
      if (override) override(response);
      else if (/\/face\/|\/version$/.test(path)) answerAsServer(request, response);
      else if (!path.startsWith(this.#path)) response.writeHead(404).end();
      else {
        const [at, files] = this.#mounts.find(([mount]) => path.startsWith(mount)) ?? [
          this.#path,
          this.#files,
        ];
        request.url = `/${request.url?.slice(at.length)}`;
        files(request, response, () => void response.writeHead(404).end());
      }
    });
  }
}

/** Like no engine would: so a test sees who answered. */
function answerAsServer(request: IncomingMessage, response: ServerResponse): void {
  request.resume().on('end', () => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ server: `${request.method} ${request.url}` }));
  });
}

function listen(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}
