import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { servePackFiles } from '../../scripts/pack-choice.ts';
import { ROOT } from '../../scripts/project.mjs';
import { ISOLATION_HEADERS } from '../../vite.config.ts';
import type { ContenderName, RUNTIME_ALONE } from './contenders.ts';
import { PEERS_FOLDER } from './install-peers.ts';
import type { Pictures } from './pictures.ts';

/** A file that the page asked for. */
export interface Download {
  path: string;
  bytes: number;
}

/** As an app's host would: files keep their names' content for ever, the page itself is asked for again. */
const CACHED = { maxAge: 31_536_000, immutable: true };

const BLANK = '/blank';

/** Who has a site. */
export type SiteName = ContenderName | typeof RUNTIME_ALONE;

/** A site of one contender, of an origin of its own: no other's cache, storage or process serves it. */
export class ContenderSite<Name extends SiteName = ContenderName> {
  readonly url: string;
  /** A page of the site with nothing in it. */
  readonly blankUrl: string;
  /** What reached the host since the last visit began, in order. */
  readonly downloads: Download[] = [];
  readonly #server: Server;

  private constructor(
    readonly name: Name,
    server: Server,
  ) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    this.blankUrl = new URL(BLANK, this.url).href;
  }

  /** @param library Folder of the built inpage-face. */
  static async serve<Name extends SiteName>(
    name: Name,
    library: string,
    pictures: Pictures,
  ): Promise<ContenderSite<Name>> {
    const mounts: [string, ReturnType<typeof sirv>][] = [
      ['/inpage-face/', sirv(library, CACHED)],
      ['/onnxruntime-web/', sirv(join(ROOT, 'node_modules/onnxruntime-web/dist'), CACHED)],
      ['/face_mesh/', sirv(join(ROOT, 'node_modules/@mediapipe/face_mesh'), CACHED)],
      ['/contenders/', sirv(join(import.meta.dirname, 'contenders'), CACHED)],
      ...PEER_FOLDERS.map((folder): [string, ReturnType<typeof sirv>] => [
        `/peers/${folder}/`,
        sirv(join(PEERS_FOLDER, 'node_modules', folder), CACHED),
      ]),
    ];
    const packFiles = servePackFiles();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const site = new ContenderSite(name, server);
    server.on('request', (request, response) => {
      const path = request.url ?? '/';
      for (const [header, value] of Object.entries(ISOLATION_HEADERS)) response.setHeader(header, value);
      if (path === '/') return site.#begin(response);
      if (path === BLANK) return response.setHeader('Content-Type', 'text/html').end('<!doctype html>');
      site.#record(path, response);
      const picture = pictures.files.get(path);
      if (picture) return response.setHeader('Content-Type', typeOf(path)).end(picture);
      if (path.startsWith('/packs/')) return packFiles(request, response);
      const [prefix, files] = mounts.find(([prefix]) => path.startsWith(prefix)) ?? [];
      if (!prefix || !files) return response.writeHead(404).end();
      request.url = path.slice(prefix.length - 1);
      files(request, response, () => void response.writeHead(404).end());
    });
    return site;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #begin(response: ServerResponse): void {
    this.downloads.length = 0;
    response.setHeader('Content-Type', 'text/html');
    response.setHeader('Cache-Control', 'no-cache');
    response.end(page(this.name));
  }

  #record(path: string, response: ServerResponse): void {
    response.on('finish', () => {
      if (response.statusCode !== 200) return;
      this.downloads.push({ path, bytes: Number(response.getHeader('Content-Length') ?? 0) });
    });
  }
}

const PEER_FOLDERS = ['@vladmandic/human', '@vladmandic/face-api', '@tensorflow/tfjs-backend-wasm/dist'];

function typeOf(path: string): string {
  return path.endsWith('.mp4') ? 'video/mp4' : 'image/jpeg';
}

function page(name: SiteName): string {
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>${name}</title>
  <link rel="icon" href="data:,">
  <script src="/contenders/long-tasks.js"></script>
  <script type="module" src="/contenders/${name}.js"></script>
</html>
`;
}
