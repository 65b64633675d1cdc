import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import sirv from 'sirv';
import { build } from 'vite';
import { packFile } from '../../scripts/pack-choice.ts';
import { ROOT } from '../../scripts/project.mjs';
import { ISOLATION_HEADERS } from '../../vite.config.ts';

/** What campaigns leave. */
export const CAMPAIGNS_FOLDER = join(ROOT, 'build/campaigns');
export const CORPUS_FOLDER = join(CAMPAIGNS_FOLDER, 'corpus');
/** Of this process alone: campaigns run beside each other. */
const SITE = `build/campaigns/site-${process.pid}`;

/** How many files that pages sent are kept: those of the cases under way. */
const MAX_KEPT = 64;

/** Builds the campaigns' pages as an app builds the package, and the service worker beside them. */
async function buildSite(): Promise<void> {
  const pages = ['fuzz', 'kill'].map((name) => [name, join(import.meta.dirname, name, 'page.html')]);
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root: import.meta.dirname,
    base: '/',
    logLevel: 'warn',
    build: {
      outDir: join(ROOT, SITE),
      emptyOutDir: true,
      rolldownOptions: { input: Object.fromEntries(pages) },
    },
  });
  process.env.SITE = SITE;
  await build({ configFile: join(ROOT, 'vite.service-worker.config.ts'), root: ROOT, logLevel: 'warn' });
  delete process.env.SITE;
}

/** Where the campaigns' pages are served. */
export interface CampaignSite {
  /** Ends with a slash. */
  url: string;
  close(): Promise<void>;
}

/** Runs something with the pages served, and takes them away. */
export async function withCampaignSite<Result>(
  use: (site: CampaignSite) => Promise<Result>,
): Promise<Result> {
  const site = await serveCampaignSite();
  try {
    return await use(site);
  } finally {
    await site.close();
  }
}

/** Builds and serves the pages, the corpus at `/corpus/`, and what pages send to `/kept/`, beside the models. */
export async function serveCampaignSite(): Promise<CampaignSite> {
  await buildSite();
  const files = sirv(join(ROOT, SITE), { dev: true });
  const corpus = sirv(CORPUS_FOLDER, { dev: true });
  const kept = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    for (const [name, value] of Object.entries(ISOLATION_HEADERS)) response.setHeader(name, value);
    const path = request.url ?? '';
    const notFound = () => void response.writeHead(404).end();
    if (path.startsWith('/kept/')) await answerKept(kept, basename(path), request, response);
    else if (path.startsWith('/corpus/')) {
      request.url = path.slice('/corpus'.length);
      corpus(request, response, notFound);
    } else files(request, response, notFound);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(join(ROOT, SITE), { recursive: true });
    },
  };
}

async function answerKept(
  kept: Map<string, Buffer>,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'PUT') {
    kept.set(name, await buffer(request));
    for (const old of [...kept.keys()].slice(0, -MAX_KEPT)) kept.delete(old);
    response.end();
    return;
  }
  const bytes = kept.get(name);
  if (bytes) response.setHeader('Content-Type', 'application/json').end(bytes);
  else if (/^[\w-]+\.(onnx|bin)$/.test(name)) sendPackFile(name, response);
  else response.writeHead(404).end();
}

function sendPackFile(name: string, response: ServerResponse): void {
  try {
    const stream = createReadStream(packFile(name));
    stream.on('error', () => response.destroy());
    stream.pipe(response);
  } catch {
    response.writeHead(404).end();
  }
}
