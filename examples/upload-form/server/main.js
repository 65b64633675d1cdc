// A server of Node alone: serves the built page, and keeps what it sends.
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { answerFile } from './answer-file.js';
import { newChallenge } from './challenges.js';
import { keepSubmission, Refusal } from './submissions.js';

/** More than a picture of a camera takes. */
const MAX_BYTES = 8_000_000;

const server = createServer(async (request, response) => {
  try {
    await answer(request, response);
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    const [status, message] = error instanceof Refusal ? [400, error.message] : [500, 'The server failed.'];
    answerJson(response, status, { message });
  }
});

server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});

async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const call = `${request.method} ${pathname}`;
  if (call === 'GET /challenge') answerJson(response, 200, newChallenge());
  else if (call === 'POST /submissions') {
    answerJson(response, 201, { id: await keepSubmission(await formOf(request)) });
  } else await answerFile(pathname, response);
}

function answerJson(response, status, value) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(value));
}

/** Node's own fetch reads forms. */
async function formOf(request) {
  const { 'content-type': type = '', 'content-length': length } = request.headers;
  if (!(Number(length) <= MAX_BYTES)) throw new Refusal('That is more than a picture.');
  const body = new Response(Readable.toWeb(request), { headers: { 'Content-Type': type } });
  try {
    return await body.formData();
  } catch {
    throw new Refusal('That is no form.');
  }
}
