import { ANSWERED_BY } from '../../crossing/service-worker-protocol.ts';
import { parseParameterisedHeader } from '../../http/header-parameters.ts';
import { parseMultipartBody } from '../../http/multipart.ts';
import { html } from '../dom.ts';

/** Bytes shown of a template. */
const PREVIEW_BYTES = 32;

const WHO: Record<string, string> = {
  page: 'the engine of a page in this browser',
  'service-worker': 'the service worker’s own engine',
  remote: 'the server',
};

/** An answer: status, who gave it and how fast, headers, and the body by its type. */
export async function showResponse(response: Response, milliseconds: number): Promise<HTMLElement> {
  const body = new Uint8Array(await response.arrayBuffer());
  const who =
    WHO[response.headers.get(ANSWERED_BY) ?? ''] ??
    'the host of this page: the service worker is not in control';
  return html(
    'div',
    { class: 'api-response' },
    html(
      'p',
      { class: response.ok ? 'api-status' : 'api-status is-bad' },
      html('strong', {}, `${response.status} ${response.statusText || (response.ok ? 'OK' : '')}`.trim()),
      ` in ${milliseconds.toFixed(1)} ms, answered by ${who}`,
    ),
    html('h3', {}, 'Headers'),
    html(
      'pre',
      { class: 'api-text', tabindex: 0 },
      [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n'),
    ),
    html('h3', {}, 'Body'),
    ...showBody(body, response.headers.get('Content-Type') ?? ''),
  );
}

function showBody(body: Uint8Array<ArrayBuffer>, contentType: string): HTMLElement[] {
  const { value, parameters } = parseParameterisedHeader(contentType);
  if (value !== 'multipart/form-data') return [text(bodyText(body, value))];
  return parseMultipartBody(body, parameters.get('boundary') ?? '').flatMap((part) => [
    html('h4', { class: 'api-part' }, `${part.name} (${part.contentType})`),
    text(bodyText(part.bytes, part.contentType ?? '', part.transferEncoding)),
  ]);
}

function bodyText(body: Uint8Array, contentType: string, encoding?: string): string {
  const characters = new TextDecoder().decode(body);
  if (contentType === 'application/json') return JSON.stringify(JSON.parse(characters), null, 2);
  if (contentType.startsWith('text/')) return characters;
  if (encoding === 'base64' || /^[\w+/]+=*$/.test(characters)) return characters;
  const bytes = [...body.subarray(0, PREVIEW_BYTES)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `${body.length} bytes: ${bytes.join(' ')}${body.length > PREVIEW_BYTES ? ' …' : ''}`;
}

function text(content: string): HTMLElement {
  return html('pre', { class: 'api-text', tabindex: 0 }, content);
}
