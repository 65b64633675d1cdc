import type { TestProject } from 'vitest/node';
import '../support/provided.ts';
import { preview } from 'vite';
import { buildDemo } from '../../scripts/build-demo.mjs';
import { ROOT } from '../../scripts/project.mjs';

/** Builds the demo and serves it on a free port for the length of the run. */
export default async function serveDemo(project: TestProject): Promise<() => Promise<void>> {
  await buildDemo();
  const server = await preview({ root: ROOT, logLevel: 'warn', preview: { port: 0, strictPort: true } });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The demo is served at no port');
  project.provide('demoUrl', `http://127.0.0.1:${address.port}/`);
  return () => server.close();
}
