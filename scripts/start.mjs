// `npm start`: installs, fetches the models, builds the demo and serves it. Plain JavaScript: runs on a fresh clone.
import { buildDemo } from './build-demo.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureModels } from './models.mjs';
import { ROOT, runMain, SetupError } from './project.mjs';

const HOST = '127.0.0.1';
const DEFAULT_PORT = 4173;

/** @throws {SetupError} if `PORT` is no port */
function wantedPort() {
  const port = Number(process.env.PORT || DEFAULT_PORT);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new SetupError(
    `PORT is "${process.env.PORT}", which is not a port: set it to a number from 1 to 65535.`,
  );
}

/** Fails before the work rather than after it. @param {number} port */
async function checkPortIsFree(port) {
  const { createServer } = await import('node:net');
  await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) => reject(portError(port, error)));
    probe.listen(port, HOST, () => probe.close(resolve));
  });
}

/**
 * @param {number} port
 * @param {NodeJS.ErrnoException} error
 */
function portError(port, error) {
  if (error.code === 'EADDRINUSE') {
    return new SetupError(
      `Port ${port} is in use: stop what uses it, or choose another, e.g. PORT=${port + 1} npm start`,
    );
  }
  if (error.code === 'EACCES')
    return new SetupError(`Port ${port} is not allowed to you: choose another with PORT=…`);
  return error;
}

async function main() {
  const port = wantedPort();
  await checkPortIsFree(port);
  await ensureInstalled();
  await ensureModels();
  await buildDemo();

  const { preview } = await import('vite');
  const server = await preview({
    root: ROOT,
    logLevel: 'warn',
    preview: { host: HOST, port, strictPort: true },
  });
  console.log(`\ninpage-face runs at http://${HOST}:${port}/ (Ctrl-C ends it)`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => server.close().finally(() => process.exit(0)));
  }
}

await runMain(main);
