import { encodeBase64 } from '../common/base64.ts';
import type { ApiLiteError } from '../contract/errors.ts';
import type { VerifyResponse } from '../contract/wire.ts';
import { type WireAnswer, wireJson } from '../contract/wire-json.ts';
import { concatenate } from './bytes.ts';

/** An encoder a call: pages import this module, and test environments such as jsdom have none. */
const utf8 = (text: string) => new TextEncoder().encode(text);

export function jsonResponse(answer: WireAnswer): Response {
  return respond(200, 'application/json', utf8(wireJson(answer)));
}

/** The answer to an error: its status, and its code and message as JSON. */
export function errorResponse(error: ApiLiteError): Response {
  return respond(error.status, 'application/json', utf8(JSON.stringify(error)));
}

/** A template as a byte stream, or as the base64 of it if the request asked for base64. */
export function templateResponse(template: Uint8Array<ArrayBuffer>, base64: boolean): Response {
  const response = respond(200, 'application/octet-stream', encoded(template, base64));
  if (base64) response.headers.set('Content-Transfer-Encoding', 'base64');
  return response;
}

/**
 * The two parts of verify's answer. `bio_feature` carries a file name beyond what the reference prints:
 * without one, `Response.formData()` takes the template for text and fails.
 */
export function verifyResponse({ score, bio_feature }: VerifyResponse, base64: boolean): Response {
  const boundary = `inpage-face-${crypto.randomUUID()}`;
  const encoding = base64 ? '\r\nContent-Transfer-Encoding: base64' : '';
  const body = concatenate([
    utf8(
      `--${boundary}\r\nContent-Disposition: form-data; name="score"\r\nContent-Type: application/json\r\n\r\n` +
        `${wireJson({ score })}\r\n--${boundary}\r\n` +
        'Content-Disposition: form-data; name="bio_feature"; filename="bio_feature"\r\n' +
        `Content-Type: application/octet-stream${encoding}\r\n\r\n`,
    ),
    encoded(bio_feature, base64),
    utf8(`\r\n--${boundary}--\r\n`),
  ]);
  return respond(200, `multipart/form-data; boundary=${boundary}`, body);
}

function encoded(bytes: Uint8Array<ArrayBuffer>, base64: boolean): Uint8Array<ArrayBuffer> {
  return base64 ? utf8(encodeBase64(bytes)) : bytes;
}

/** Answers hold templates and scores: no cache may keep them. */
function respond(status: number, contentType: string, body: Uint8Array<ArrayBuffer>): Response {
  const headers = {
    'Content-Type': contentType,
    'Content-Length': String(body.length),
    'Cache-Control': 'no-store',
  };
  return new Response(body, { status, headers });
}
