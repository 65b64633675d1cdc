import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { download } from '../../../../scripts/fetch-pack/download.mjs';

const CONTENT = randomBytes(50_000);
const PART = 20_000;

let server: Server;
let folder: string;
/** How the server answers; by default as GitHub's does. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
/** The `Range` of each request so far. */
let ranges: (string | undefined)[];

beforeEach(async () => {
  ranges = [];
  answer = answerInRanges;
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  folder = await mkdtemp(join(tmpdir(), 'download-'));
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

function answerInRanges({ headers }: IncomingMessage, response: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
  if (from > 0) {
    response.writeHead(206, { 'Content-Range': `bytes ${from}-${CONTENT.length - 1}/${CONTENT.length}` });
  }
  response.end(CONTENT.subarray(from));
}

/** Sends so much of the file and breaks the connection. */
function breakAfter(response: ServerResponse, bytes: number): void {
  response.writeHead(200, { 'Content-Length': CONTENT.length });
  response.write(CONTENT.subarray(0, bytes), () => setTimeout(() => response.destroy(), 20));
}

const target = () => join(folder, 'model.onnx');
const part = () => `${target()}.part`;

function fetchIt(onProgress?: (arrived: number) => void) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/model.onnx`;
  const sha256 = createHash('sha256').update(CONTENT).digest('hex');
  return download({ url, bytes: CONTENT.length, sha256 }, target(), onProgress);
}

const arrivedWhole = async () => (await readFile(target())).equals(CONTENT);

describe('a download', () => {
  test('tells its progress and leaves the file alone', async () => {
    const progress: number[] = [];
    await fetchIt((arrived) => progress.push(arrived));
    expect(await arrivedWhole()).toBe(true);
    expect(existsSync(part())).toBe(false);
    expect(progress.at(-1)).toBe(CONTENT.length);
  });

  test('goes on where an earlier one ended', async () => {
    await writeFile(part(), CONTENT.subarray(0, PART));
    await fetchIt();
    expect(ranges).toEqual([`bytes=${PART}-`]);
    expect(await arrivedWhole()).toBe(true);
  });

  test('goes on by itself if the connection breaks', async () => {
    answer = (request, response) => {
      if (ranges.length > 1) answerInRanges(request, response);
      else breakAfter(response, PART);
    };
    await fetchIt();
    expect(ranges).toEqual([undefined, `bytes=${PART}-`]);
    expect(await arrivedWhole()).toBe(true);
  });

  test('asks for nothing if all of it is there', async () => {
    await writeFile(part(), CONTENT);
    await fetchIt();
    expect(ranges).toEqual([]);
    expect(await arrivedWhole()).toBe(true);
  });

  test('begins anew if the server gives no parts', async () => {
    await writeFile(part(), CONTENT.subarray(0, PART));
    answer = (_request, response) => response.end(CONTENT);
    await fetchIt();
    expect(await arrivedWhole()).toBe(true);
  });

  test('begins anew if what was kept is of another file', async () => {
    await writeFile(part(), randomBytes(PART));
    await fetchIt();
    expect(ranges).toEqual([`bytes=${PART}-`, undefined]);
    expect(await arrivedWhole()).toBe(true);
  });

  test('keeps what has arrived if the server gives up, and says so', async () => {
    answer = (request, response) => {
      if (request.headers.range) response.writeHead(503).end();
      else breakAfter(response, PART);
    };
    await expect(fetchIt()).rejects.toThrow(/HTTP status 503.*Run this again: 20000 of 50000 bytes are kept/);
    expect((await readFile(part())).equals(CONTENT.subarray(0, PART))).toBe(true);
  });

  test.each([
    ['another content', randomBytes(CONTENT.length), /is another file: its sha256 is/],
    ['more than there should be', randomBytes(CONTENT.length + 1), /has more than 50000 bytes/],
  ])('refuses %s', async (_what, content, message) => {
    answer = (_request, response) => response.end(content);
    await expect(fetchIt()).rejects.toThrow(message);
    expect(existsSync(target())).toBe(false);
  });
});
