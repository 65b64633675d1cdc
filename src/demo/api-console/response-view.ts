import { ANSWERED_BY } from '../../page/register-service-worker.ts';
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
  const body = await bodyOf(response);
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
    ...body,
  );
}

async function bodyOf(response: Response): Promise<HTMLElement[]> {
  const type = response.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== 'multipart/form-data') return [text(await contentOf(await response.blob(), type))];
  const parts = [...(await response.formData())].map(async ([name, part]) => {
    const content = typeof part === 'string' ? new Blob([part], { type: typeOf(part) }) : part;
    const title = html('h4', { class: 'api-part' }, `${name} (${content.type})`);
    return [title, text(await contentOf(content, content.type))];
  });
  return (await Promise.all(parts)).flat();
}

/** The type of a form's part without a file name: the browser takes it for text and does not tell. */
function typeOf(part: string): string {
  return part.startsWith('{') ? 'application/json' : 'application/octet-stream';
}

/** JSON in lines, text and base64 as they are, the first of other bytes. */
async function contentOf(content: Blob, type: string): Promise<string> {
  const characters = await content.text();
  if (type === 'application/json') return JSON.stringify(JSON.parse(characters), null, 2);
  if (type.startsWith('text/') || /^[\w+/]+=*$/.test(characters)) return characters;
  const head = new Uint8Array(await content.slice(0, PREVIEW_BYTES).arrayBuffer());
  const bytes = [...head].map((byte) => byte.toString(16).padStart(2, '0'));
  return `${content.size} bytes: ${bytes.join(' ')}${content.size > PREVIEW_BYTES ? ' …' : ''}`;
}

function text(content: string): HTMLElement {
  return html('pre', { class: 'api-text', tabindex: 0 }, content);
}
