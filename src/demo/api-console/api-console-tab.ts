import { keepInAddress, stateInAddress } from '../address-state.ts';
import { html } from '../dom.ts';
import { pageServiceWorker } from '../page-service-worker.ts';
import type { DemoTab } from '../tabs.ts';
import { API_METHODS, type ApiField, type ApiMethod } from './api-methods.ts';
import { type ApiCall, asCurl, asFetch, type FieldFile, requestOf } from './api-request.ts';
import { showResponse } from './response-view.ts';

const ID = 'http';

/** The HTTP API, tried out: the request as text, its answer, and who gave it. The address keeps the method. */
export const apiConsoleTab: DemoTab = { id: ID, label: 'HTTP API', mount };

function mount(panel: HTMLElement): void {
  const select = html(
    'select',
    { class: 'api-select' },
    ...API_METHODS.map(({ name, httpMethod, path }, index) =>
      html('option', { value: index }, `${name}: ${httpMethod} ${path}`),
    ),
  );
  const base64 = html('input', { type: 'checkbox' });
  const fields = html('div', { class: 'api-fields' });
  const send = html('button', { type: 'submit', class: 'button button-primary' }, 'Send');
  const form = html(
    'form',
    { class: 'api-form' },
    html('label', { class: 'api-field' }, 'Method', select),
    fields,
    html('label', { class: 'api-check' }, base64, 'Base64 both ways'),
    send,
  );
  const curl = html('pre', { class: 'api-text', tabindex: 0 });
  const fetched = html('pre', { class: 'api-text', tabindex: 0 });
  const answer = html('section', { class: 'api-answer', 'aria-live': 'polite', 'aria-label': 'Answer' });
  /** Counts the calls, so that an answer that comes late is not shown. */
  let sent = 0;

  function method(): ApiMethod {
    return API_METHODS[Number(select.value)] ?? API_METHODS[0];
  }

  function call(): ApiCall {
    return { method: method(), files: chosenFiles(fields, method()), base64: base64.checked };
  }

  function showRequest(): void {
    curl.textContent = asCurl(call(), location.origin);
    fetched.textContent = asFetch(call());
  }

  function showFields(): void {
    fields.replaceChildren(...method().fields.map(fieldInput));
    answer.replaceChildren();
    showRequest();
  }

  function readAddress(): void {
    const place = API_METHODS.findIndex(({ name }) => name === stateInAddress(ID));
    if (place < 0 || API_METHODS[place] === method()) return;
    select.value = String(place);
    showFields();
  }

  async function submit(): Promise<void> {
    sent += 1;
    const current = sent;
    send.disabled = true;
    try {
      await pageServiceWorker();
      const request = await requestOf(call());
      const begun = performance.now();
      const response = await fetch(request);
      const shown = await showResponse(response, performance.now() - begun);
      if (current === sent) answer.replaceChildren(html('h2', {}, 'Answer'), shown);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (current === sent) answer.replaceChildren(html('p', { class: 'notice notice-bad' }, reason));
    } finally {
      send.disabled = false;
    }
  }

  select.addEventListener('change', () => {
    keepInAddress(ID, method().name);
    showFields();
  });
  addEventListener('hashchange', readAddress);
  form.addEventListener('input', showRequest);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  panel.append(
    html(
      'div',
      { class: 'intro' },
      html('h1', {}, 'The server’s HTTP API, without a server'),
      html('p', {}, 'A service worker answers API Lite’s requests inside this browser, offline too.'),
    ),
    html(
      'div',
      { class: 'api-columns' },
      form,
      html(
        'section',
        { class: 'api-request', 'aria-label': 'Request' },
        html('h2', {}, 'As fetch, in a page'),
        fetched,
        html('h2', {}, 'As curl, to a server'),
        curl,
      ),
    ),
    answer,
  );
  showFields();
  readAddress();
}

function fieldInput(field: ApiField): HTMLElement {
  const label = field.name === '' ? 'Body: a photo' : `${field.name}: ${describe(field)}`;
  return html(
    'label',
    { class: 'api-field' },
    label,
    field.kind === 'json' ? jsonInput(field) : fileInput(field),
  );
}

function jsonInput({ name, example }: ApiField): HTMLElement {
  const text = html('textarea', { name, class: 'api-json', rows: 12, spellcheck: 'false', required: true });
  text.value = JSON.stringify(example, null, 2);
  return text;
}

function fileInput({ name, kind, many }: ApiField): HTMLElement {
  return html('input', { type: 'file', name, required: true, multiple: many, accept: ACCEPTED[kind] });
}

const ACCEPTED: Record<ApiField['kind'], string> = {
  picture: 'image/jpeg,image/png',
  template: 'image/jpeg,image/png,.template',
  medium: 'image/jpeg,image/png,video/*,.zip,.tar,.tgz,.gz',
  json: 'application/json',
};

function describe({ kind, many }: ApiField): string {
  if (kind === 'json') return 'JSON';
  if (kind === 'medium') return 'photos, videos or archives of frames';
  if (kind === 'picture') return many ? 'photos' : 'a photo';
  return many ? 'templates, or photos to make them of' : 'a template, or a photo to make it of';
}

function chosenFiles(fields: HTMLElement, { fields: all }: ApiMethod): FieldFile[] {
  return [...fields.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].flatMap(
    (input) => {
      const field = all.find(({ name }) => name === input.name);
      return field ? filesOf(input).map((file) => ({ field, file })) : [];
    },
  );
}

function filesOf(input: HTMLInputElement | HTMLTextAreaElement): File[] {
  if (input instanceof HTMLInputElement) return [...(input.files ?? [])];
  return [new File([input.value], `${input.name}.json`, { type: 'application/json' })];
}
