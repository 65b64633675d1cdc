import type { Page } from 'playwright';
import type { WireRequest, WireResponse } from './contract-case.ts';

/** Sends a request by the page's own `fetch`. Bytes cross to the page and back as base64. */
export async function sendFromPage(page: Page, request: WireRequest): Promise<WireResponse> {
  const { body, ...rest } = request;
  const answer = await page.evaluate(
    async ({ method, path, headers, base64, size }) => {
      const bytes = base64 === null ? null : Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      // What is large is all zeros in these cases; base64 of it would only take time.
      const whole =
        bytes && size > bytes.length ? new Blob([bytes, new Uint8Array(size - bytes.length)]) : bytes;
      const response = await fetch(path, { method, headers: headers ?? {}, body: whole });
      let binary = '';
      for (const byte of new Uint8Array(await response.arrayBuffer())) binary += String.fromCharCode(byte);
      return { status: response.status, headers: [...response.headers], body: btoa(binary) };
    },
    { ...rest, ...encoded(body) },
  );
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: new Uint8Array(Buffer.from(answer.body, 'base64')),
  };
}

/** The bytes up to the zeros at the end, in base64, and how many there are with them. */
function encoded(body: Uint8Array | undefined): { base64: string | null; size: number } {
  if (!body) return { base64: null, size: 0 };
  let end = body.length;
  while (end > 0 && body[end - 1] === 0) end--;
  return { base64: Buffer.from(body.subarray(0, end)).toString('base64'), size: body.length };
}
