import type { Page } from 'playwright';
import type { WireRequest, WireResponse } from './contract-case.ts';

/** Sends a request by the page's own `fetch`. Bytes cross to the page and back as base64. */
export async function sendFromPage(page: Page, request: WireRequest): Promise<WireResponse> {
  const { body, ...rest } = request;
  const answer = await page.evaluate(
    async ({ method, path, headers, pieces }) => {
      const blobs = pieces?.map((piece) =>
        typeof piece === 'number'
          ? new Uint8Array(piece)
          : Uint8Array.from(atob(piece), (char) => char.charCodeAt(0)),
      );
      const response = await fetch(path, {
        method,
        headers: headers ?? {},
        body: blobs ? new Blob(blobs) : null,
      });
      let binary = '';
      for (const byte of new Uint8Array(await response.arrayBuffer())) binary += String.fromCharCode(byte);
      return { status: response.status, headers: [...response.headers], body: btoa(binary) };
    },
    { ...rest, pieces: body ? inPieces(body) : null },
  );
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: new Uint8Array(Buffer.from(answer.body, 'base64')),
  };
}

/** Base64 of the bytes, but a long run of zeros, which only makes a body large, as its length. */
function inPieces(body: Uint8Array): (string | number)[] {
  const zeros = new Uint8Array(1_000_000);
  const start = Buffer.from(body.buffer, body.byteOffset, body.length).indexOf(zeros);
  if (start === -1) return [Buffer.from(body).toString('base64')];
  let end = start;
  while (body[end] === 0) end++;
  return [
    Buffer.from(body.subarray(0, start)).toString('base64'),
    end - start,
    ...inPieces(body.subarray(end)),
  ];
}
