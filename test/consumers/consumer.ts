import { spawn } from 'node:child_process';
import { copyFile, cp, mkdir, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sirv from 'sirv';
import { inject } from 'vitest';
import { ROOT } from '../../scripts/project.mjs';
import { PATIENCE_MS } from '../support/patience.ts';
import { appEnvironment, npm, succeed } from './succeed.ts';

export type Consumer =
  | 'vite'
  | 'vite-7'
  | 'webpack'
  | 'rspack'
  | 'rollup'
  | 'parcel'
  | 'esbuild'
  | 'next'
  | 'astro'
  | 'sveltekit'
  | 'nuxt'
  | 'angular'
  | 'bun'
  | 'no-bundler'
  | 'workbox';

/** An app of `examples`. */
export type Example = 'react-attendance' | 'vue-login' | 'offline-verify' | 'photo-clusters' | 'upload-form';

/** An app that is compiled only, with the types of a framework or without any. */
export type TypesConsumer = 'types-react-19' | 'types-react-18' | 'types-preact' | 'types-alone';

/** An app that runs its own tests, with an engine's place taken by a fake. */
export type TestingConsumer =
  | 'tested-by-vitest'
  | 'tested-by-jest'
  | 'tested-by-jest-esm'
  | 'tested-by-jest-29';

/** What the package promises to work under, threads and WebAssembly included. */
export const STRICT_POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; object-src 'none'; require-trusted-types-for 'script'";

type AnyConsumer = Consumer | TypesConsumer | TestingConsumer;

const installed = new Map<AnyConsumer, Promise<string>>();

/** Installs an app and the packed package in a folder of their own, once. */
export function installConsumer(name: AnyConsumer): Promise<string> {
  const folder = installed.get(name) ?? installAnew(name);
  installed.set(name, folder);
  return folder;
}

async function installAnew(name: AnyConsumer): Promise<string> {
  const folder = join(inject('workplace'), name);
  await cp(join(import.meta.dirname, name), folder, { recursive: true });
  await cp(join(import.meta.dirname, 'app'), folder, { recursive: true });
  await install(folder);
  return folder;
}

/** Installs an example as its README says: the package lies two folders further up. */
export async function installExample(name: Example): Promise<string> {
  const folder = join(inject('workplace'), 'examples', name);
  const isSource = (path: string) => !/[\\/](node_modules|dist|inpage-face)$/.test(path);
  await cp(join(ROOT, 'examples', name), folder, { recursive: true, filter: isSource });
  await install(folder);
  return folder;
}

/** Builds an installed example, type check included. */
export function buildExample(folder: string): Promise<void> {
  return npm(['run', 'build'], folder);
}

function install(folder: string): Promise<void> {
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  return npm(['install', '--ignore-scripts', ...quietly], folder);
}

/**
 * Builds an installed app; gives the folder to serve.
 *
 * @param environment Variables that its build reads.
 */
export async function buildConsumer(
  folder: string,
  environment: Record<string, string> = {},
): Promise<string> {
  await npm(['run', 'build'], folder, environment);
  const site = join(folder, 'dist');
  await copyFile(
    join(folder, 'node_modules/inpage-face/dist/service-worker.js'),
    join(site, 'service-worker.js'),
  );
  return site;
}

/** Runs an installed app's own tests. @throws {Error} with the runner's report, if one fails. */
export function testConsumer(folder: string): Promise<void> {
  return npm(['test'], folder);
}

/** Copies what browsers fetch of the package by its command line into a folder of a site. */
export function copyPackage(site: string, folder: string): Promise<void> {
  const cli = join(site, '../node_modules/inpage-face/dist/cli.js');
  return succeed(process.execPath, [cli, 'copy', folder], site);
}

/** Moves what the package is made of besides the page's code to a folder of its own; gives that folder. */
export async function moveAssets(site: string): Promise<string> {
  const assets = join(site, 'elsewhere');
  await mkdir(assets);
  for (const name of ['face-worker.js', 'worker-engine.js', 'video-script.js', 'runtime', 'models']) {
    await rename(join(site, name), join(assets, name));
  }
  return assets;
}

/** Compiles an installed app, by a configuration in its folder. @throws {Error} with the compiler's findings. */
export function compileConsumer(folder: string, configuration = 'tsconfig.json'): Promise<void> {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  return succeed(process.execPath, [compiler, '-p', join(folder, configuration)], folder);
}

/**
 * Starts an installed app's development server, and waits until it answers.
 *
 * @param publicFolder Where files lie that it serves as they are.
 */
export async function startDevelopment(
  folder: string,
  publicFolder = 'public',
): Promise<{ url: string; close: () => void }> {
  const statics = join(folder, publicFolder);
  await mkdir(statics, { recursive: true });
  await copyFile(
    join(folder, 'node_modules/inpage-face/dist/service-worker.js'),
    join(statics, 'service-worker.js'),
  );
  // Browsers ask for it by themselves.
  await writeFile(join(statics, 'favicon.ico'), '');
  const port = await freePort();
  const child = spawn('npm', ['run', 'dev', '--', '--host', '127.0.0.1', '--port', `${port}`], {
    cwd: folder,
    env: appEnvironment({ NO_COLOR: '1' }),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: npm does not end what it started.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const close = () => {
    if (child.pid && child.exitCode === null) process.kill(-child.pid);
  };
  const url = `http://127.0.0.1:${port}/`;
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await answers(url))) {
    if (child.exitCode === null && Date.now() < deadline) await sleep(200);
    else {
      close();
      throw new Error(`The development server does not answer:\n${output}`);
    }
  }
  return { url, close };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Serves a folder on a free port. */
export async function serveFolder(
  folder: string,
  headers: Record<string, string>,
): Promise<{ url: string; close: () => void }> {
  const files = sirv(folder, { dev: true });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    files(request, response, () => {
      // Browsers ask for it by themselves.
      response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
