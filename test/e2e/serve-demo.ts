import type { TestProject } from 'vitest/node';
import '../support/provided.ts';
import { preview } from 'vite';
import { buildDemo } from '../../scripts/build-demo.mjs';
import { ROOT } from '../../scripts/project.mjs';
import { servedAddress } from '../../scripts/served-address.ts';

/** Builds the demo and serves it on a free port for the length of the run. */
export default async function serveDemo(project: TestProject): Promise<() => Promise<void>> {
  await buildDemo();
  const server = await preview({ root: ROOT, logLevel: 'warn', preview: { port: 0, strictPort: true } });
  project.provide('demoUrl', servedAddress(server));
  return () => server.close();
}
