import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const FOLDER = join(import.meta.dirname, '../dist');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Threads need the first two; under the policy nothing can be sent to another server. */
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Content-Security-Policy':
    "default-src 'self'; img-src 'self' blob: data:; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; object-src 'none'",
};

/** Answers a file of the built page. */
export async function answerFile(pathname, response) {
  const path = normalize(pathname === '/' ? '/index.html' : decodeURIComponent(pathname));
  // What is normal and begins with a slash leads out of no folder.
  const content = await readFile(join(FOLDER, path)).catch(() => undefined);
  if (!content) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
    ...HEADERS,
  });
  response.end(content);
}
